import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { CityArea, CityAreas, CitySite } from '#protocol'

const areaFile = z.object({
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  districts: z.array(z.object({ code: z.string(), name: z.string(), nameEn: z.string() })),
})

/** The areas known without any site: Shanghai and its sixteen districts. */
export const shanghai = areaFile.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'resources', 'city', 'areas.json'), 'utf8')),
)

/** Length of an area's code at each level: 市 2, 区 6, 街镇 9, 居村 12 (GB/T 2260 and the statistics codes). */
const levels = [
  ['city', 2],
  ['district', 6],
  ['street', 9],
  ['room', 12],
] as const

const levelOf = (code: string): CityArea['level'] =>
  levels.find(([, length]) => code.length <= length)?.[0] ?? 'room'

const lengthBelow = (code: string): number | null =>
  levels.find(([, length]) => length > code.length)?.[1] ?? null

/** An area's name: of the table, else the name of the site that is its own, else its code. */
function nameOf(code: string, sites: readonly CitySite[]): { name: string; nameEn: string } {
  const known = code === shanghai.code ? shanghai : shanghai.districts.find((each) => each.code === code)
  if (known !== undefined) return { name: known.name, nameEn: known.nameEn }
  const own = sites.find((site) => site.areaCode === code && !site.mobile)
  return { name: own?.name ?? code, nameEn: own?.nameEn ?? code }
}

/** Sites listed at once; with more, the busiest. */
const shownSites = 60

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** An area with everything below it added up. */
export function areaOf(code: string, sites: readonly CitySite[]): CityArea {
  const inside = sites.filter(({ areaCode }) => areaCode?.startsWith(code))
  const rated = inside.filter(({ meanOverall }) => meanOverall !== null)
  const ratings = sum(rated.map(({ ratingsToday }) => ratingsToday))
  const marks = sum(rated.map(({ ratingsToday, meanOverall }) => ratingsToday * (meanOverall ?? 0)))
  const seen = inside.flatMap(({ lastSeen }) => lastSeen ?? []).sort()
  return {
    code,
    level: levelOf(code),
    ...nameOf(code, inside),
    sites: inside.length,
    online: inside.filter(({ online }) => online).length,
    pending: sum(inside.map(({ head, received }) => Math.max(0, head - received))),
    lastSeen: seen.at(-1) ?? null,
    ticketsToday: sum(inside.map(({ ticketsToday }) => ticketsToday)),
    mobileToday: sum(inside.filter(({ mobile }) => mobile).map(({ ticketsToday }) => ticketsToday)),
    waiting: sum(inside.map(({ waiting }) => waiting)),
    ratingsToday: sum(inside.map(({ ratingsToday }) => ratingsToday)),
    meanOverall: ratings === 0 ? null : marks / ratings,
    withheld: sum(inside.map(({ withheld }) => withheld)),
  }
}

/** An area: the way down to it, the areas right below it, and the busiest sites in it. */
export function areasAt(code: string, sites: readonly CitySite[]): Omit<CityAreas, 'serverTime'> {
  const path = levels
    .filter(([, length]) => length <= code.length)
    .map(([, length]) => areaOf(code.slice(0, length), sites))
  const length = lengthBelow(code)
  const inside = sites.filter(({ areaCode }) => areaCode?.startsWith(code))
  const codes = new Set(
    length === null
      ? []
      : inside.flatMap(({ areaCode }) =>
          (areaCode?.length ?? 0) >= length ? (areaCode?.slice(0, length) ?? []) : [],
        ),
  )
  if (code === shanghai.code) for (const district of shanghai.districts) codes.add(district.code)
  return {
    path,
    below: [...codes].sort().map((each) => areaOf(each, inside)),
    sites: [...inside].sort((a, b) => b.waiting - a.waiting).slice(0, shownSites),
  }
}
