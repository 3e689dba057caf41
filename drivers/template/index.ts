export type { TemplateFault } from './attempt.ts'
export {
  deviceDelays,
  openTemplateDevice,
  type TemplateDevice,
  type TemplateDeviceOptions,
  type TemplateDeviceStatus,
} from './device.ts'
export type { EncodeFault, Values } from './encode.ts'
export type { TemplateFamily } from './fitness.ts'
export type { Received, TemplateParser } from './parser.ts'
export { pressGuard, samePress } from './press_guard.ts'
export type { TemplateConfig, TemplateInput } from './schema.ts'
export { makeTemplate, readTemplate, type Template, type TemplateErrors } from './template.ts'
