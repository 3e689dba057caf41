import { z } from 'zod'
import { testDefinition, testServices, testStaff, tokenOf } from '#testing'

const base = z.looseObject({ site: z.unknown(), policy: z.unknown() })

/** How large a centre is. */
export interface Size {
  readonly kiosks: number
  readonly counters: number
}

/** The ids of a size's kiosks; every second one is a guide desk, whose numbers need no paper. */
export const kiosksOf = ({ kiosks }: Size): readonly { readonly id: string; readonly prints: boolean }[] =>
  Array.from({ length: kiosks }, (_, index) => ({
    id: index % 2 === 0 ? `kiosk-${index + 1}` : `guide-${index + 1}`,
    prints: index % 2 === 0,
  }))

/** The ids of a size's counters. */
export const countersOf = ({ counters }: Size): readonly string[] =>
  Array.from({ length: counters }, (_, index) => String(index + 1))

/** The service everybody takes numbers for: open at any hour, without a quota. */
export const serviceIds = testServices.slice(0, 2).map(({ id }) => id)

/** The device that reads the log. */
export const readerToken = tokenOf('display-1')

const named = (text: string) => ({ zh: text, en: text })

/** The definition of a centre with so many kiosks and counters; its staff have no passwords, devices act for them. */
export function faultCentre(size: Size): unknown {
  const { site, policy } = base.parse(testDefinition({ hours: 'always' }))
  const device = (id: string, role: string, counterId: string | null = null) => ({
    id,
    role,
    name: id,
    counterId,
    token: tokenOf(id),
  })
  const [clerk] = testStaff
  return {
    site,
    policy,
    services: testServices,
    counters: countersOf(size).map((id) => ({
      id,
      kind: 'counter',
      name: named(id),
      serviceIds,
      zone: 'hall',
      signAddress: Number(id),
      rosteredStaffId: `clerk-${id}`,
      enabled: true,
    })),
    staff: countersOf(size).map((id) => ({
      ...clerk,
      id: `clerk-${id}`,
      username: `clerk-${id}`,
      name: named(`clerk ${id}`),
    })),
    devices: [
      device('display-1', 'display'),
      ...kiosksOf(size).map(({ id, prints }) => device(id, prints ? 'kiosk' : 'guide')),
      ...countersOf(size).map((id) => device(`counter-${id}`, 'counter', id)),
    ],
  }
}
