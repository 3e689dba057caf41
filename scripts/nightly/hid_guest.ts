import { reportJoiner, toReports } from '../../drivers/framing/hid_reports.ts'
import { samFrameLength } from '../../drivers/framing/sam_frame.ts'
import { openIdCardReader } from '../../drivers/id-card/driver.ts'
import { people } from '../../drivers/id-card/people.fixture.ts'
import { hidSamTransport } from '../../drivers/id-card/sam_hid.ts'
import { simulateIdCardReader } from '../../drivers/id-card/simulator.ts'
import { hidDevices } from '../../drivers/transport/node_hid.ts'
import { sequential, systemClock } from '../../shared/basics/index.ts'
import { plugIn, type UhidDevice } from './uhid_device.ts'

/** Longest wait for anything that must happen, ms: without a hardware's help the machine inside is slow. */
const patience = 60_000

const ids = { vendor: 0x0400, product: 0xc35a }
const clock = systemClock()
const say = (line: string) => process.stdout.write(`hid: ${line}\n`)

const told: string[] = []
const watchers = new Set<() => void>()
const tell = (line: string) => {
  say(line)
  told.push(line)
  for (const watcher of [...watchers]) watcher()
}
const waitFor = (line: string) =>
  new Promise<void>((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`"${line}" did not come`)), patience)
    const look = () => {
      const at = told.indexOf(line)
      if (at < 0) return
      told.splice(0, at + 1)
      clearTimeout(limit)
      watchers.delete(look)
      resolve()
    }
    watchers.add(look)
    look()
  })

/** A simulated reader behind reports, on whichever device is on the bus. */
let device: Promise<UhidDevice> | null = null
const inTurn = sequential()
let receive: (bytes: Uint8Array) => void = () => undefined
const joiner = reportJoiner({
  messageLength: samFrameLength,
  onMessage: (message) => receive(message),
  onDropped: () => tell('a report was no part of a command'),
})
const reader = simulateIdCardReader(
  {
    onBytes(given) {
      receive = given
    },
    send(bytes) {
      for (const report of toReports(bytes)) void inTurn(async () => (await device)?.send(report))
    },
  },
  clock,
)
const putOnBus = () => {
  const made = plugIn(ids, (report) => joiner.push(report))
  device = made
  return made
}

const first = await putOnBus()
const driver = openIdCardReader({
  transport: hidSamTransport({ ids: '0400:c35a', reports: 'plain' }, clock),
  clock,
  baudRate: 115_200,
  onCard: (person) => tell(`card ${person.name}`),
  onCardLifted: () => tell('lifted'),
  onStatus: ({ state }) => tell(state),
})
await waitFor('ready')
say(`listed: ${(await hidDevices()).map((each) => each.ids).join(' ')}`)
reader.placeCard(people.mainland)
await waitFor('card 张三')
reader.liftCard()
await waitFor('lifted')
await first.unplug()
await waitFor('absent')
await putOnBus()
await waitFor('ready')
reader.placeCard(people.hmt)
await waitFor('card 陈示例')
await driver.close()
say('all is well')
process.exit(0)
