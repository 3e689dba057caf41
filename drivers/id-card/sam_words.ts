/**
 * Every status word (SW3) of a SAM module, by value (GA 467-2013, GA/T 467-2019; SW1 and SW2 are always 0).
 * `radio-timeout` stands in no standard: some handheld readers say 05 05 05 when no card answered their radio.
 */
export const samWords = {
  5: { name: 'radio-timeout', zh: '射频超时', en: 'the radio timed out' },
  16: { name: 'checksum-wrong', zh: '命令校验和错', en: 'the checksum of the command is wrong' },
  17: { name: 'length-wrong', zh: '命令长度错', en: 'the length of the command is wrong' },
  33: { name: 'command-wrong', zh: '命令或参数错', en: 'command and parameter do not fit' },
  35: { name: 'not-permitted', zh: '越权操作', en: 'the command is not permitted' },
  36: { name: 'not-recognised', zh: '无法识别的错误', en: 'an error the module does not recognise' },
  49: { name: 'card-refused', zh: '证件认证安全模块失败', en: 'the module does not accept the card' },
  50: { name: 'module-refused', zh: '安全模块认证证件失败', en: 'the card does not accept the module' },
  51: {
    name: 'information-refused',
    zh: '信息验证失败',
    en: 'the information on the card fails verification',
  },
  55: { name: 'fingerprint-refused', zh: '指纹信息验证失败', en: 'the fingerprint fails verification' },
  63: { name: 'information-length-wrong', zh: '信息长度错', en: 'the information has a wrong length' },
  64: { name: 'card-type-unknown', zh: '无法识别的证件类型', en: 'the type of the card is not known' },
  65: { name: 'read-failed', zh: '读证件失败', en: 'reading the card failed' },
  71: { name: 'random-number-failed', zh: '取随机数失败', en: 'taking a random number failed' },
  96: { name: 'self-test-failed', zh: '安全模块自检失败', en: 'the module failed its self-test' },
  102: { name: 'unauthorised', zh: '安全模块未经授权', en: 'the module is not authorised' },
  128: { name: 'find-failed', zh: '寻找证件失败', en: 'no card was found' },
  129: { name: 'select-failed', zh: '选取证件失败', en: 'the card was not selected' },
  144: { name: 'done', zh: '操作成功', en: 'done' },
  145: { name: 'not-on-card', zh: '证件中无此项内容', en: 'the card does not hold this item' },
  159: { name: 'found', zh: '寻找证件成功', en: 'a card was found' },
} as const

/** One of the status words. */
export type SamWord = keyof typeof samWords
/** A status word by its name. */
export type SamWordName = (typeof samWords)[SamWord]['name']

/** The status word of a byte, or null when the list has none such. */
export const samWord = (sw3: number): SamWord | null =>
  Object.hasOwn(samWords, sw3) ? (sw3 as SamWord) : null

/** What a status word is called; a byte that is not in the list is `unlisted`. */
export function samWordName(sw3: number): SamWordName | 'unlisted' {
  const word = samWord(sw3)
  return word === null ? 'unlisted' : samWords[word].name
}
