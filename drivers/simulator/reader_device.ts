import type { Clock } from '#basics'
import { type IdCardSimulatorFault, idCardSimulatorFaults, ptyPair, simulateIdCardReader } from '#drivers'
import type { DockPerson, DockState } from '#protocol'
import { faultSwitch } from './fault_switch.ts'
import { cardHolders } from './people.ts'

type Fault = Exclude<IdCardSimulatorFault, 'none'>

const yearMs = 31_556_952_000
const isFault = (fault: IdCardSimulatorFault): fault is Fault => fault !== 'none'

/** The simulated ID card reader on its own line, and the people who may lay a card on it. */
export async function openReaderDevice(clock: Clock) {
  const line = await ptyPair()
  const reader = simulateIdCardReader(line.port, clock)
  const faults = faultSwitch<Fault>(line, idCardSimulatorFaults.filter(isFault), (fault) =>
    reader.setFault(fault ?? 'none'),
  )
  let placed: string | null = null
  return {
    path: line.driverPath,
    people: (): DockPerson[] =>
      cardHolders.map(({ id, note, card }) => ({
        id,
        name: card.name,
        sex: card.sex,
        age: Math.floor((clock.now() - Date.parse(card.birthDate)) / yearMs),
        kind: card.kind,
        note,
      })),
    state: (): DockState['reader'] => ({ personId: placed, ...faults.state() }),
    /** Lays a holder's card on the reader; false for nobody we know. */
    place(personId: string): boolean {
      const holder = cardHolders.find((each) => each.id === personId)
      if (holder === undefined) return false
      reader.placeCard(holder.card)
      placed = holder.id
      return true
    },
    lift() {
      reader.liftCard()
      placed = null
    },
    choose: faults.choose,
    close: () => line.close(),
  }
}
