/** A key press as Electron's before-input-event describes it. */
export interface KeyPress {
  readonly key: string
  readonly control: boolean
  readonly alt: boolean
  readonly meta: boolean
}

const editingKeys = [
  'Enter',
  'Backspace',
  'Delete',
  'Tab',
  'Escape',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Shift',
  'CapsLock',
  'NumLock',
  'Process',
]

/** Function keys a staff page may use: all but full screen and developer tools. Without a menu F5 reloads nothing. */
const staffFunctionKeys = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9', 'F10']
const staffEditing = ['a', 'c', 'v', 'x', 'y', 'z']

/**
 * Whether a key press may reach a page. An allow-list: what is typed, edited and scanned; a page for the public
 * (`locked`) gets no combination with Ctrl, Alt or Meta and no function key, a staff page the editing ones.
 */
export function keyIsAllowed(press: KeyPress, locked: boolean): boolean {
  // AltGr, which types characters on many layouts, is reported as Ctrl+Alt.
  const typed = [...press.key].length === 1
  if (press.meta) return false
  if (press.control && press.alt) return typed && !locked
  if (press.alt) return false
  if (press.control) return !locked && staffEditing.includes(press.key.toLowerCase())
  return typed || editingKeys.includes(press.key) || (!locked && staffFunctionKeys.includes(press.key))
}
