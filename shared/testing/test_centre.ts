import type { CounterConfig, Policy, Service, Staff, StaffRole } from '#domain'
import { defaultPolicy } from '#domain'

const bilingual = (zh: string, en: string) => ({ zh, en })

function service(id: string, prefix: string, changes: Partial<Service> = {}): Service {
  return {
    id,
    prefix,
    group: 'consultation',
    pictogram: 'speech-bubble',
    name: bilingual(`事项${id}`, `Service ${id}`),
    summary: bilingual('示例事项', 'An example'),
    audience: bilingual('所有群众', 'Everybody'),
    materials: [],
    procedure: [],
    basis: bilingual('示例依据', 'Example basis'),
    fee: bilingual('不收费', 'Free'),
    timeLimit: bilingual('当场', 'At once'),
    hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00', quota: null }],
    dailyQuota: null,
    targetMinutes: 30,
    meanMinutes: 10,
    carryOver: false,
    enabled: true,
    ...changes,
  }
}

const counter = (
  id: string,
  serviceIds: readonly string[],
  rosteredStaffId: string | null,
): CounterConfig => ({
  id,
  kind: 'counter',
  name: bilingual(`${id}号窗口`, `Counter ${id}`),
  serviceIds,
  zone: 'hall',
  signAddress: Number(id),
  rosteredStaffId,
  enabled: true,
})

const member = (id: string, username: string, name: string, roles: readonly StaffRole[]): Staff => ({
  id,
  username,
  name: bilingual(name, username),
  post: bilingual('综合岗', 'General'),
  personnel: 'employed',
  portrait: id,
  roles,
  enabled: true,
})

/** Services of the test centre: two for anybody, one with a quota of three. */
export const testServices: readonly Service[] = [
  service('LC', 'A'),
  service('LA', 'B'),
  service('MD', 'C', { dailyQuota: 3, group: 'mediation' }),
]

/** Counters 1 to 3, the first two with overlapping profiles. */
export const testCounters: readonly CounterConfig[] = [
  counter('1', ['LC', 'LA'], 'staff-1'),
  counter('2', ['LC', 'MD'], 'staff-2'),
  counter('3', ['LA', 'MD'], 'staff-3'),
]

/** Staff of the test centre; all are fictional. */
export const testStaff: readonly Staff[] = [
  member('staff-1', 'zhao', '赵一', ['counter']),
  member('staff-2', 'qian', '钱二', ['counter']),
  member('staff-3', 'sun', '孙三', ['counter']),
  member('guide-1', 'li', '李四', ['guide']),
  member('manager-1', 'zhou', '周五', ['manager']),
  member('admin-1', 'wu', '吴六', ['admin']),
]

/** The password of a member of the test centre's staff. */
export const passwordOf = (username: string): string => `test-password-${username}`

/** The token of a device of the test centre. */
export const tokenOf = (deviceId: string): string => `test-token-of-${deviceId}`.padEnd(32, '.')

const device = (id: string, role: string, counterId: string | null = null) => ({
  id,
  role,
  name: id,
  counterId,
  token: tokenOf(id),
})

/** The test centre's definition, as a definition file says it. */
export const testDefinition = (policy: Partial<Policy> = {}): unknown => ({
  site: {
    id: 'site-test',
    level: 'district',
    areaCode: '310117',
    place: bilingual('示例区', 'Example District'),
    parentId: null,
    address: bilingual('示例路1号', '1 Example Road'),
    phone: '12348',
    supervisionPhone: '12345',
    notices: [],
  },
  policy: { ...defaultPolicy, ...policy },
  services: testServices,
  counters: testCounters,
  staff: testStaff.map((each) => ({ ...each, password: passwordOf(each.username) })),
  devices: [
    device('kiosk-1', 'kiosk'),
    device('kiosk-2', 'kiosk'),
    device('guide-1', 'guide'),
    device('display-1', 'display'),
    device('query-1', 'query'),
    ...['1', '2', '3'].flatMap((id) => [
      device(`counter-${id}`, 'counter', id),
      device(`pad-${id}`, 'pad', id),
    ]),
  ],
})
