import type { BridgeEndpoint } from '#protocol'

/** What a page may ask of its shell: payload and answer by channel. */
export interface Questions {
  'shell:endpoint': { readonly payload: null; readonly answer: BridgeEndpoint }
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
