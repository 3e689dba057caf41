const files = import.meta.glob('../../../resources/portraits/*.svg', {
  query: '?url',
  import: 'default',
  eager: true,
})

/** Address of a staff member's portrait among those that ship with the product, or null. */
export function portraitAddress(portrait: string): string | null {
  const found = Object.entries(files).find(([path]) => path.endsWith(`/${portrait}.svg`))
  return found?.[1] ?? null
}
