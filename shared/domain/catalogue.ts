import type { Policy } from './policy.ts'

/** One text in the two languages of every screen, ticket and voice (S8). */
export interface Bilingual {
  readonly zh: string
  readonly en: string
}

/** The four levels of the one network (S1). */
export type SiteLevel = 'city' | 'district' | 'street' | 'room'

/** A place in the four-level tree; its official name is made, never typed (S3). */
export interface Site {
  readonly id: string
  readonly level: SiteLevel
  /** GB/T 2260 or statistics code of the area. */
  readonly areaCode: string
  /** 「松江区」「岳阳街道」: the part of the name that differs. */
  readonly place: Bilingual
  readonly parentId: string | null
  /** Which of its parent's mobile service points (流动服务点) this is, from 1; missing at a fixed place (S43). */
  readonly mobile?: number
  readonly address: Bilingual
  readonly phone: string
  /** Supervision telephone shown on pads. */
  readonly supervisionPhone: string
  /** Lines of the ticker on boards. */
  readonly notices: readonly Bilingual[]
}

/** The top groups of the kiosk's menu (S4). */
export type ServiceGroup = 'consultation' | 'mediation' | 'aid' | 'guidance'

/** Hours in which tickets of a service are issued, on some weekdays, with a quota for the stretch. */
export interface IssueHours {
  /** 1 = Monday … 7 = Sunday. */
  readonly days: readonly number[]
  /** 'HH:MM' in the centre's zone; `to` is exclusive. */
  readonly from: string
  readonly to: string
  readonly quota: number | null
}

/** Figures of the queue rules that a service may set for itself. */
export type ServiceRules = Partial<
  Pick<
    Policy,
    | 'recallLimit'
    | 'recallGapSeconds'
    | 'absentAfterSeconds'
    | 'reactivateLimit'
    | 'reactivateWithinMinutes'
    | 'reactivateAfter'
    | 'putOffMinutes'
    | 'putOffCalls'
    | 'stopBeforeBreakMinutes'
    | 'bookingEarlyMinutes'
    | 'bookingLateMinutes'
    | 'bookingMissedMinutes'
    | 'overflowMinutes'
  >
>

/** A service item (业务事项) with the columns of the national list (司发通〔2019〕97号) and its queue rules (S37). */
export interface Service {
  readonly id: string
  /** Letter of its numbers; never I or O; one series a letter. */
  readonly prefix: string
  readonly group: ServiceGroup
  readonly pictogram: string
  readonly name: Bilingual
  readonly summary: Bilingual
  readonly audience: Bilingual
  readonly materials: readonly Bilingual[]
  readonly procedure: readonly Bilingual[]
  readonly basis: Bilingual
  readonly fee: Bilingual
  readonly timeLimit: Bilingual
  readonly hours: readonly IssueHours[]
  readonly dailyQuota: number | null
  /** Promised longest wait, minutes; drives band B of dispatch. */
  readonly targetMinutes: number
  /** Configured mean of the service time, minutes; used while there are few samples. */
  readonly meanMinutes: number
  readonly carryOver: boolean
  /** Rules of its own instead of the centre's. */
  readonly rules?: ServiceRules
  /** How it can be booked; without it it cannot. */
  readonly booking?: {
    readonly slotMinutes: number
    readonly capacity: number
    /** Places of each slot that the city fills on its own (网上预约); none without it. */
    readonly online?: number
  }
  readonly enabled: boolean
}

/** A rule of a counter's profile before the ordinary order: when a service has waited so long, call that one. */
export interface CallCondition {
  readonly serviceId: string
  readonly overMinutes: number
  readonly callServiceId: string
}

/** A counter 窗口 or a room 调解室, which is a counter with a name (S28). */
export interface CounterConfig {
  readonly id: string
  readonly kind: 'counter' | 'room'
  readonly name: Bilingual
  /** Services in its profile, in no order of preference. */
  readonly serviceIds: readonly string[]
  /** Services it helps with when nobody else has them open, or when one has waited for its target time. */
  readonly overflowServiceIds?: readonly string[]
  /** Asked in this order before band D; the first that is true says which service is called. */
  readonly conditions?: readonly CallCondition[]
  /** Works through the midday break: its services stay open between two stretches of hours (午间值班). */
  readonly middayDuty?: boolean
  readonly zone: string
  /** Address of its LED sign on the line, or null. */
  readonly signAddress: number | null
  /** Who is rostered here; opens the counter when a device alone opens it. */
  readonly rosteredStaffId: string | null
  readonly enabled: boolean
}

/** What a member of staff may do. */
export type StaffRole = 'counter' | 'guide' | 'manager' | 'admin'

/** A member of staff, with what the pad shows (S24) and the kind of post (S40, S41). */
export interface Staff {
  readonly id: string
  readonly username: string
  readonly name: Bilingual
  readonly post: Bilingual
  readonly personnel: 'employed' | 'contracted' | 'lawyer' | 'notary' | 'mediator' | 'volunteer'
  readonly portrait: string
  readonly roles: readonly StaffRole[]
  readonly enabled: boolean
}

const levelName = {
  city: { zh: '中心', en: 'Centre' },
  district: { zh: '中心', en: 'Centre' },
  street: { zh: '工作站', en: 'Station' },
  room: { zh: '工作室', en: 'Office' },
} as const satisfies Record<SiteLevel, Bilingual>

/** The name a site carries on every screen, ticket and report (S3); a mobile point's is its home's and its number. */
export function officialName({ place, level, mobile }: Site): Bilingual {
  const name = levelName[level]
  const point =
    mobile === undefined ? { zh: '', en: '' } : { zh: `流动服务点${mobile}`, en: `, Mobile Point ${mobile}` }
  return {
    zh: `${place.zh}公共法律服务${name.zh}${point.zh}`,
    en: `${place.en} Public Legal Service ${name.en}${point.en}`,
  }
}
