export { type HelperReaderOptions, openHelperReader } from './helper_driver.ts'
export {
  type HelperError,
  type HelperMessage,
  type HelperOk,
  type HelperRequest,
  helperErrors,
  helperVersion,
  longestHelperLine,
} from './messages.ts'
