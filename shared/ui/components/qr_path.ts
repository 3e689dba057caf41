import qrcode from 'qrcode-generator'

/** A QR code as one path on a grid of `size` modules, without the quiet zone; level M (ISO/IEC 18004). */
export function qrPath(value: string): { readonly size: number; readonly path: string } {
  const code = qrcode(0, 'M')
  code.addData(value, 'Byte')
  code.make()
  const size = code.getModuleCount()
  const rows = Array.from({ length: size }, (_, y) => rowPath(size, y, (x) => code.isDark(y, x)))
  return { size, path: rows.join('') }
}

function rowPath(size: number, y: number, dark: (x: number) => boolean): string {
  let path = ''
  for (let x = 0; x < size; x++) {
    if (!dark(x)) continue
    const from = x
    while (x + 1 < size && dark(x + 1)) x++
    path += `M${from} ${y}h${x + 1 - from}v1h-${x + 1 - from}z`
  }
  return path
}
