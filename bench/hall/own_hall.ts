import { startAgent } from './agent_process.ts'
import { boardCount, type Hall, hallCounters } from './hall.ts'
import { startHallHub } from './hub_door.ts'
import { openSigns } from './signs.ts'
import { openPage } from './sockets.ts'
import { openSpeaker } from './speaker.ts'

/** A hall of our own: hub and hall agent as programs, signs and speaker simulated in this process. */
export async function openOwnHall(): Promise<Hall> {
  const { door: hub, program } = await startHallHub()
  const [signs, speaker] = await Promise.all([openSigns(hallCounters), openSpeaker()])
  const device = { id: 'hall-1', token: hub.token('hall-1') }
  const agent = await startAgent('display', hub.url, device, {
    signLine: {
      path: signs.path,
      baudRate: 57_600,
      signs: hallCounters.map((address) => ({ counterId: String(address), address })),
    },
    announcer: {
      pack: 'stand-in',
      sink: 'dock',
      dockUrl: speaker.url,
      dockToken: 'bench',
    },
  })
  const token = hub.token('bench-board')
  const boards = await Promise.all(Array.from({ length: boardCount }, () => openPage(hub.socket, token)))
  const agentBoard = await openPage(agent.url, agent.token)
  return {
    hub,
    boards,
    agentBoard,
    signs,
    speaker,
    signNote: 'frame parsed at a simulated sign on a pty',
    speakerNote: 'speaker idle; sound joined and posted',
    isOwn: true,
    async close() {
      for (const page of [...boards, agentBoard]) page.close()
      await agent.stop()
      await signs.close()
      speaker.close()
      await program.stop()
    },
  }
}
