/// <reference lib="dom" />
import { contextBridge, ipcRenderer, webFrame } from 'electron'
import type { Bridge, SetupBridge, ShellRole } from '#protocol'
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
    printPage: (order) => ask('shell:print-page', order),
  }
}

/** Turns off what a touch screen must not do. */
function calmTouch(): void {
  webFrame.setVisualZoomLevelLimits(1, 1)
  for (const gesture of ['contextmenu', 'dragover', 'drop', 'dragstart']) {
    window.addEventListener(gesture, (event) => event.preventDefault(), { capture: true })
  }
}

/** Gives the page its bridge, answers the shell's heartbeat, and turns off what a touch screen must not do. */
export function exposeBridge(bridge: Bridge): void {
  contextBridge.exposeInMainWorld('civicHall', bridge)
  hear('shell:heartbeat', (beat) => notify('shell:alive', beat))
  calmTouch()
}

/** Gives the set-up page its bridge. */
export function exposeSetupBridge(): void {
  contextBridge.exposeInMainWorld('civicHallSetup', {
    start: () => ask('setup:start', null),
    findHub: (address) => ask('setup:find-hub', address),
    pair: (code) => ask('setup:pair', code),
    hardware: () => ask('setup:hardware', null),
    probe: (places) => ask('setup:probe', places),
    testDevice: (order) => ask('setup:test-device', order),
    saveDevices: (devices) => ask('setup:save-devices', devices),
    createCentre: (centre) => ask('setup:create-centre', centre),
    openFolder: (folder) => ask('setup:open-folder', folder),
    chooseFolder: () => ask('setup:choose-folder', null),
    otherRole: () => ask('setup:other-role', null),
  } satisfies SetupBridge)
  calmTouch()
}
