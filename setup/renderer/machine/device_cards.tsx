import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { type DeviceName, deviceNames, type ShellRole } from '#protocol'
import { useText } from '#ui'
import { setupWords } from '../setup_words.ts'
import { AnnouncerCard, EvaluatorCard, PadsCard, SignCard } from './counter_cards.tsx'
import type { DeviceDesk } from './device_desk.ts'
import { usualDevices } from './fresh_devices.ts'
import { PagePrinterCard, TicketPrinterCard } from './printer_cards.tsx'
import { ReaderCard, ScannerCard } from './reader_cards.tsx'

const cards: Readonly<Record<DeviceName, (desk: DeviceDesk) => ReactNode>> = {
  idCard: (desk) => <ReaderCard desk={desk} />,
  codeScanner: (desk) => <ScannerCard desk={desk} />,
  ticketPrinter: (desk) => <TicketPrinterCard name="ticketPrinter" desk={desk} />,
  secondTicketPrinter: (desk) => <TicketPrinterCard name="secondTicketPrinter" desk={desk} />,
  pagePrinter: (desk) => <PagePrinterCard desk={desk} />,
  signLine: (desk) => <SignCard desk={desk} />,
  callPads: (desk) => <PadsCard desk={desk} />,
  evaluator: (desk) => <EvaluatorCard desk={desk} />,
  announcer: (desk) => <AnnouncerCard desk={desk} />,
}

/** A closed card for each family: those this kind of machine usually has, the others behind one button. */
export function DeviceCards({ role, desk }: { readonly role: ShellRole; readonly desk: DeviceDesk }) {
  const text = useText(setupWords)
  const [showsAll, setShowsAll] = useState(false)
  const isShown = (name: DeviceName) =>
    showsAll || usualDevices[role].includes(name) || desk.devices[name] !== null
  const usual = usualDevices[role]
  const names = [...usual, ...deviceNames.filter((name) => !usual.includes(name))].filter(isShown)
  return (
    <div className="setup-devices">
      {names.map((name) => (
        <div key={name}>{cards[name](desk)}</div>
      ))}
      {!showsAll && (
        <Button type="link" onClick={() => setShowsAll(true)} data-testid="all-devices">
          {text.allDevices}
        </Button>
      )}
    </div>
  )
}
