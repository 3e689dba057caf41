/**
 * Asks every serial port of this machine, and every place given, who is there, one line of JSON for each, for the
 * set-up page. Made-up
 * templates are not asked with: they would find nobody, or the wrong one.
 */
import { fileURLToPath } from 'node:url'
import { systemClock } from '#basics'
import { probePlace, serialPorts, templatesIn } from '#drivers'
import type { PlaceProbed } from '#protocol'

const resources = fileURLToPath(new URL('../../resources/devices', import.meta.url))
const templates = templatesIn(resources).filter(({ template }) => !template.config.example)
const fileOf = (kind: string) => templates.find(({ template }) => template.config.name === kind)?.file ?? null

async function ask(place: string): Promise<void> {
  const { end } = await probePlace(
    place,
    systemClock(),
    templates.map(({ template }) => template),
  )
  const probed: PlaceProbed = {
    place,
    trouble: end.kind === 'not-opened' ? end.trouble : null,
    devices:
      end.kind === 'found'
        ? end.devices.map(({ family, kind, address, baudRate }) => ({
            ...{ family, address, baudRate, template: fileOf(kind) },
          }))
        : [],
  }
  process.stdout.write(`${JSON.stringify({ probed })}\n`)
}

const ports = (await serialPorts()).map(({ path }) => path)
await Promise.all([...new Set([...ports, ...process.argv.slice(2)])].map(ask))
process.exit(0)
