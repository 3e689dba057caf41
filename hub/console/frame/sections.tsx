import {
  Building2,
  CalendarCheck,
  ClipboardList,
  DoorOpen,
  FileText,
  HardDriveDownload,
  History as HistoryIcon,
  Landmark,
  LayoutDashboard,
  type LucideIcon,
  Megaphone,
  MessageSquareWarning,
  MonitorPlay,
  MonitorSmartphone,
  ReceiptText,
  Scale,
  SlidersHorizontal,
  UsersRound,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { Announcer } from '../announcer/announcer.tsx'
import { Backups } from '../backup/backups.tsx'
import { Centre } from '../catalogue/centre.tsx'
import { Counters } from '../catalogue/counters.tsx'
import { Services } from '../catalogue/services.tsx'
import { StaffList } from '../catalogue/staff_list.tsx'
import { CitySection } from '../city/city_section.tsx'
import { Devices } from '../devices/devices.tsx'
import { History } from '../history/history.tsx'
import { Media } from '../media/media.tsx'
import { Bookings } from '../people/bookings.tsx'
import { Ratings } from '../ratings/ratings.tsx'
import { Reports } from '../reports/reports.tsx'
import { Rules } from '../rules/rules.tsx'
import { Staffing } from '../staffing/staffing.tsx'
import { TicketLook } from '../tickets/ticket_look.tsx'
import { Today } from '../today/today.tsx'

/** The parts of the console, in the order of a day's need. */
export const sections = {
  today: { Icon: LayoutDashboard, page: <Today /> },
  bookings: { Icon: CalendarCheck, page: <Bookings /> },
  ratings: { Icon: MessageSquareWarning, page: <Ratings /> },
  reports: { Icon: FileText, page: <Reports /> },
  staffing: { Icon: SlidersHorizontal, page: <Staffing /> },
  history: { Icon: HistoryIcon, page: <History /> },
  devices: { Icon: MonitorSmartphone, page: <Devices /> },
  backups: { Icon: HardDriveDownload, page: <Backups /> },
  services: { Icon: ClipboardList, page: <Services /> },
  counters: { Icon: DoorOpen, page: <Counters /> },
  tickets: { Icon: ReceiptText, page: <TicketLook /> },
  staff: { Icon: UsersRound, page: <StaffList /> },
  rules: { Icon: Scale, page: <Rules /> },
  city: { Icon: Building2, page: <CitySection /> },
  announcer: { Icon: Megaphone, page: <Announcer /> },
  media: { Icon: MonitorPlay, page: <Media /> },
  centre: { Icon: Landmark, page: <Centre /> },
} as const satisfies Record<string, { Icon: LucideIcon; page: ReactNode }>

/** A section of the console, as its address names it. */
export type SectionName = keyof typeof sections

/** The names of the sections, in order. */
export const sectionNames = Object.keys(sections).filter((name): name is SectionName => name in sections)
