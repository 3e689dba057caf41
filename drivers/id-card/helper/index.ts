export { type HelperReaderOptions, openHelperReader } from './helper_driver.ts'
