import './key_hint.css'
/** The key that does the same as the button it stands on, such as `F1`. */
export function KeyHint({ children }: { readonly children: string }) {
  return <kbd className="key-hint">{children}</kbd>
}
