/// <reference lib="dom" />
import { contextBridge, ipcRenderer, webFrame } from 'electron'
import type { Bridge, ShellRole } from '#protocol'
import { type Notices, type Pushes, type Questions, roleSwitch } from './ipc_contract.ts'

function ask<C extends keyof Questions>(
  channel: C,
  payload: Questions[C]['payload'],
): Promise<Questions[C]['answer']> {
  return ipcRenderer.invoke(channel, payload)
}

function notify<C extends keyof Notices>(channel: C, payload: Notices[C]): void {
  ipcRenderer.send(channel, payload)
}

function hear<C extends keyof Pushes>(channel: C, listener: (payload: Pushes[C]) => void): () => void {
  // The event object must stay here: it would give the page a sender to write to.
  const heard = (_event: unknown, payload: Pushes[C]) => listener(payload)
  ipcRenderer.on(channel, heard)
  return () => void ipcRenderer.off(channel, heard)
}

/** The role this shell was started in; one of those the app can have. */
function ownRole(roles: readonly [ShellRole, ...ShellRole[]]): ShellRole {
  const given = process.argv.find((argument) => argument.startsWith(roleSwitch))?.slice(roleSwitch.length)
  return roles.find((role) => role === given) ?? roles[0]
}

/** Makes the bridge of an app that can have the given roles. */
export function makeBridge(roles: readonly [ShellRole, ...ShellRole[]]): Bridge {
  return {
    role: ownRole(roles),
    endpoint: () => ask('shell:endpoint', null),
    onEndpoint: (listener) => hear('shell:endpoint-changed', listener),
  }
}

/** Gives the page its bridge, answers the shell's heartbeat, and turns off what a touch screen must not do. */
export function exposeBridge(bridge: Bridge): void {
  contextBridge.exposeInMainWorld('civicHall', bridge)
  hear('shell:heartbeat', (beat) => notify('shell:alive', beat))
  webFrame.setVisualZoomLevelLimits(1, 1)
  for (const gesture of ['contextmenu', 'dragover', 'drop', 'dragstart']) {
    window.addEventListener(gesture, (event) => event.preventDefault(), { capture: true })
  }
}
