import { type DomainEvent, defaultPolicy, type Service } from '#domain'

const both = (zh: string) => ({ zh, en: `${zh} (en)` })

const adviceService: Service = {
  id: 'advice',
  prefix: 'A',
  group: 'consultation',
  pictogram: 'speech',
  name: { zh: '法律咨询', en: 'Legal advice' },
  summary: both('咨询'),
  audience: both('公众'),
  materials: [both('身份证原件'), both('有关材料'), both('证据'), both('第四项')],
  procedure: [],
  basis: both('依据'),
  fee: both('免费'),
  timeLimit: both('当日'),
  hours: [],
  dailyQuota: null,
  targetMinutes: 20,
  meanMinutes: 10,
  carryOver: false,
  booking: { slotMinutes: 15, capacity: 9 },
  enabled: true,
}

/** What the small hub's log begins with: one service, one counter, one member of staff, and the day open. */
export const opening: readonly DomainEvent[] = [
  {
    type: 'CentreConfigured',
    data: {
      site: {
        id: 'site-1',
        level: 'district',
        areaCode: '310117',
        place: { zh: '云溪区', en: 'Yunxi' },
        parentId: null,
        address: both('示范路1号'),
        phone: '021-00000000',
        supervisionPhone: '12348',
        notices: [],
      },
      policy: { ...defaultPolicy, hours: 'always' },
    },
  },
  { type: 'ServiceSaved', data: { service: adviceService } },
  {
    type: 'CounterSaved',
    data: {
      counter: {
        id: 'c1',
        kind: 'counter',
        name: { zh: '1号窗口', en: 'Counter 1' },
        serviceIds: ['advice'],
        zone: 'A',
        signAddress: 1,
        rosteredStaffId: 'staff-1',
        enabled: true,
      },
    },
  },
  {
    type: 'StaffSaved',
    data: {
      staff: {
        id: 'staff-1',
        username: 'example',
        name: both('示例'),
        post: both('咨询岗'),
        personnel: 'employed',
        portrait: '',
        roles: ['counter'],
        enabled: true,
      },
    },
  },
  { type: 'DayOpened', data: { businessDay: '2026-11-23' } },
]
