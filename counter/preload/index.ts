import { exposeBridge, makeBridge } from '#electron/preload'
import type { Bridge } from '#protocol'

exposeBridge(makeBridge(['counter']) satisfies Bridge)
