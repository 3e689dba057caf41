import { z } from 'zod'
import { assert } from '#basics'
import { type NewCentre, policySchema, serviceSchema } from '#protocol'

/** What a new centre starts with until its people change it in the console. */
export const startingPoint = z.object({ policy: policySchema, services: z.array(serviceSchema).min(1) })
export type StartingPoint = z.output<typeof startingPoint>

/** A mobile point is a site of its own beside its home, with its own log and its own key at the city. */
const siteIdOf = (areaCode: string, mobile: number | null) =>
  mobile === null ? `site-${areaCode}` : `site-${areaCode}-mobile-${mobile}`

const adminId = 'staff-01'
const nights = [{ from: '20:00', to: '07:00' }]

/**
 * The definition a hub's first start takes (CIVIC_HALL_CENTRE): the site, the standard catalogue, one counter for all
 * of it and the administrator. The address, telephones and notices are the console's to fill in.
 */
export function centreDefinitionOf(answers: NewCentre, { policy, services }: StartingPoint): object {
  const { level, place, areaCode, mobile, adminName, username, password } = answers
  assert(/^\d{6,12}$/.test(areaCode), 'the answers were checked')
  return {
    site: {
      id: siteIdOf(areaCode, mobile),
      level,
      areaCode,
      place,
      parentId: mobile === null ? null : siteIdOf(areaCode, null),
      ...(mobile === null ? {} : { mobile }),
      address: place,
      // The national line for legal services: the same everywhere.
      phone: '12348',
      supervisionPhone: '',
      notices: [],
    },
    // What the demonstration has at any hour, a centre has in its own.
    policy: {
      ...policy,
      version: 1,
      hours: 'service',
      announcer: { ...policy.announcer, quietHours: nights },
    },
    services,
    counters: [
      {
        id: '1',
        kind: 'counter',
        name: { zh: '1号窗口', en: 'Counter 1' },
        serviceIds: services.filter(({ enabled }) => enabled).map(({ id }) => id),
        zone: 'hall',
        signAddress: 1,
        rosteredStaffId: adminId,
        enabled: true,
      },
    ],
    staff: [
      {
        id: adminId,
        username,
        password,
        name: { zh: adminName, en: adminName },
        post: { zh: '管理员', en: 'Administrator' },
        personnel: 'employed',
        portrait: '',
        roles: ['admin', 'manager', 'counter'],
        enabled: true,
      },
    ],
    devices: [],
  }
}
