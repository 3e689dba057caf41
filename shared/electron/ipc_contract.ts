import type {
  BridgeEndpoint,
  MachineDevices,
  NewCentre,
  PagePrintEnd,
  PagePrintOrder,
  SetupBridge,
  TestOrder,
} from '#protocol'

type Answer<Name extends keyof SetupBridge> = Awaited<ReturnType<SetupBridge[Name]>>

/** What a page may ask of its shell: payload and answer by channel. */
export interface Questions {
  'shell:endpoint': { readonly payload: null; readonly answer: BridgeEndpoint }
  'shell:print-page': { readonly payload: PagePrintOrder; readonly answer: PagePrintEnd }
  'setup:start': { readonly payload: null; readonly answer: Answer<'start'> }
  'setup:find-hub': { readonly payload: string; readonly answer: Answer<'findHub'> }
  'setup:pair': { readonly payload: string; readonly answer: Answer<'pair'> }
  'setup:hardware': { readonly payload: null; readonly answer: Answer<'hardware'> }
  'setup:probe': { readonly payload: readonly string[]; readonly answer: Answer<'probe'> }
  'setup:test-device': { readonly payload: TestOrder; readonly answer: Answer<'testDevice'> }
  'setup:save-devices': { readonly payload: MachineDevices; readonly answer: Answer<'saveDevices'> }
  'setup:create-centre': { readonly payload: NewCentre; readonly answer: Answer<'createCentre'> }
  'setup:open-folder': { readonly payload: string; readonly answer: Answer<'openFolder'> }
  'setup:choose-folder': { readonly payload: null; readonly answer: Answer<'chooseFolder'> }
  'setup:other-role': { readonly payload: null; readonly answer: Answer<'otherRole'> }
}

/** What a page tells its shell, expecting no answer. */
export interface Notices {
  /** The number of the heartbeat it answers. */
  'shell:alive': number
}

/** What the shell tells a page. */
export interface Pushes {
  'shell:heartbeat': number
  'shell:endpoint-changed': BridgeEndpoint
}

/** How the shell tells its preload which role it has: a switch in the renderer's command line. */
export const roleSwitch = '--civic-hall-role='
