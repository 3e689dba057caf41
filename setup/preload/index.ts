import { exposeSetupBridge } from '#electron/preload'

exposeSetupBridge()
