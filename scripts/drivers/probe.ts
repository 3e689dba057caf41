import { fileURLToPath } from 'node:url'
import { systemClock } from '#basics'
import { openWords, type PlaceAnswer, probePlace, serialPorts, templatesIn, transportAt } from '#drivers'
import type { DriversCommand } from '../drivers.ts'
import { both, complain, readOptions, say } from './talk.ts'

const resources = fileURLToPath(new URL('../../resources/devices/', import.meta.url))

const templateFile = (kind: string) => kind.replaceAll('-', '_')
const counterIdHere = '窗口编号'

/** What was found on one line, as the agent's configuration would say it. */
export function proposalOf({ path, end }: PlaceAnswer): Readonly<Record<string, unknown>> {
  const found = end.kind === 'found' ? end.devices : []
  const place = path.startsWith('tcp://') ? { tcp: path } : { path }
  const members = (family: string) =>
    found
      .filter((each) => each.family === family && each.address !== null)
      .map(({ address }) => ({ counterId: counterIdHere, address }))
  const proposed: Record<string, unknown> = {}
  for (const { family, kind, baudRate, address } of found) {
    const line = { ...place, baudRate }
    if (family === 'id-card') proposed.idCard = line
    if (family === 'ticket-printer') proposed.ticketPrinter = line
    if (family === 'counter-sign') proposed.signLine = { ...line, signs: members(family) }
    if (family === 'call-pad')
      proposed.callPads = { ...line, template: templateFile(kind), pads: members(family) }
    if (family === 'evaluator')
      proposed.evaluator = { ...line, template: templateFile(kind), address, counterId: counterIdHere }
  }
  return proposed
}

const families: Readonly<Record<string, string>> = {
  'id-card': '身份证阅读器 / ID card reader',
  'ticket-printer': '号票打印机 / ticket printer',
  'counter-sign': '窗口屏 / counter sign',
  'call-pad': '呼叫器 / call pad',
  evaluator: '评价器 / evaluator',
}

function tell({ path, end }: PlaceAnswer): unknown {
  if (end.kind === 'silent')
    return say(
      `${path}: 没有应答；扫码器要扫码才有数据 / no answer; a scanner speaks only when a code is held under it (npm run drivers -- capture ${path})`,
    )
  if (end.kind === 'not-understood')
    return say(
      `${path}: 有数据，但没有认出设备：查波特率，或是别的设备 / bytes come, but no device is known by them: check the rate, or it is another kind (npm run drivers -- capture ${path})`,
    )
  if (end.kind === 'not-opened') return say(`${path}: ${both(openWords[end.trouble])} (${end.sentence})`)
  for (const { family, kind, address, baudRate } of end.devices)
    say(`${path}: ${families[family]} (${kind}${address === null ? '' : `, ${address}`}) @ ${baudRate}`)
}

/** Finds out what hangs on which line; asks only what neither prints, shows nor blanks. */
export const probeCommand: DriversCommand = {
  summary: 'find devices by harmless questions: [address …] [--examples --json]',
  async run(args) {
    const read = readOptions(
      args,
      {
        examples: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
      Number.POSITIVE_INFINITY,
    )
    if (!read.ok) return complain(read.error)
    const { values, positionals } = read.value
    const wrong = positionals.find(
      (path) => path.startsWith('spool://') || !transportAt(path, { baudRate: 9_600 }).ok,
    )
    if (wrong !== undefined)
      return complain(
        `${wrong}: 不是可以询问的地址：串口路径或 tcp://主机:端口 / not an address that can be asked: a serial path or tcp://host:port`,
      )
    const places =
      positionals.length > 0 ? [...new Set(positionals)] : (await serialPorts()).map(({ path }) => path)
    const templates = templatesIn(resources)
      .map(({ template }) => template)
      .filter(({ config }) => values.examples || !config.example)
    const answers = await Promise.all(places.map((path) => probePlace(path, systemClock(), templates)))
    const found = answers.map((each) => ({ ...each, proposal: proposalOf(each) }))
    const devices = Object.assign({}, ...found.map((each) => each.proposal))
    if (values.json) say(JSON.stringify({ found, devices }))
    else {
      if (places.length === 0) say('没有串口 / there are no serial ports')
      for (const each of found) tell(each)
      if (Object.keys(devices).length > 0)
        say(
          `\n建议写入终端程序配置 / for the agent’s configuration:\n${JSON.stringify({ devices }, null, 2)}`,
        )
    }
    return Object.keys(devices).length > 0 ? 0 : 1
  },
}
