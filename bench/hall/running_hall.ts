import { z } from 'zod'
import { dockMessage, endpointReply } from '#protocol'
import { boardCount, type Hall, type SignWatch } from './hall.ts'
import { runningHubDoor } from './hub_door.ts'
import { openBareSocket, openPage, type Page } from './sockets.ts'
import type { Speaker } from './speaker.ts'

async function wireOf(hub: string, page: string) {
  const response = await fetch(`${hub}/api/v1/demo/access?page=${page}`)
  if (!response.ok) throw new Error(`${hub} is not a demo: ${response.status}`)
  return endpointReply.parse(await response.json())
}

const stateOf = (text: string) => {
  const message = dockMessage.parse(JSON.parse(text))
  return message.type === 'state' ? message.state : null
}

const watchSigns = (dock: Page): SignWatch => ({
  whenShown: (address, text) =>
    dock.when((message) => {
      const sign = stateOf(message)?.signs.list.find((each) => each.address === address)
      return sign?.text.includes(text) === true
    }),
})

/** The dock tells the sound at once; how long it lasts is in its state, a moment later. */
const listenTo = (dock: Page): Pick<Speaker, 'next'> => ({
  async next() {
    const sound = z.object({ id: z.string() })
    let id = ''
    const heard = dock.when((message) => {
      if (!message.startsWith('{"type":"sound"')) return false
      id = sound.parse(JSON.parse(message)).id
      return true
    })
    let speech: { text: string; durationMs: number } | undefined
    const told = dock.when((message) => {
      speech = stateOf(message)?.audio.log.find((each) => each.id === id)
      return speech !== undefined
    })
    const at = await heard
    await told
    return { at, text: speech?.text ?? '', durationMs: speech?.durationMs ?? 0 }
  },
})

/** Silent for so long, the speaker has nothing left to say of what was called before, ms. */
const silenceMs = 15_000

async function untilSilent(dock: Page): Promise<void> {
  const speaks = () =>
    dock
      .when((text) => text.startsWith('{"type":"sound"'), silenceMs)
      .then(
        () => true,
        () => false,
      )
  while (await speaks());
}

/** The hall of a demo that runs: boards of ours on its hub, sign and speaker as its device dock tells them. */
export async function openRunningHall(url: string, access: string): Promise<Hall> {
  const hub = runningHubDoor(url, access)
  const [dockWire, boardWire] = await Promise.all([wireOf(url, 'dock'), wireOf(url, 'board')])
  const dock = await openBareSocket(dockWire.url)
  const greeted = dock.when(() => true)
  dock.send({ type: 'hello', token: dockWire.token })
  await greeted
  await untilSilent(dock)
  const token = hub.token('hall-1')
  const boards = await Promise.all(Array.from({ length: boardCount }, () => openPage(hub.socket, token)))
  const agentBoard = await openPage(boardWire.url, boardWire.token)
  return {
    hub,
    boards,
    agentBoard,
    signs: watchSigns(dock),
    speaker: listenTo(dock),
    signNote: 'as the device dock tells it: it looks every 100 ms',
    speakerNote: 'as the device dock tells it',
    isOwn: false,
    async close() {
      for (const page of [...boards, agentBoard, dock]) page.close()
    },
  }
}
