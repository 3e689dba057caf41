/** How the words of a watermark lie over a page: slanted rows, so that no part of the page is without. */
const look = { angle: -Math.PI / 7, share: 1 / 30, colour: 'rgba(150, 32, 32, 0.26)' } as const

/** Draws words over a canvas again and again; they become part of the picture. */
export function watermark(canvas: HTMLCanvasElement, words: string): void {
  const context = canvas.getContext('2d')
  if (context === null || words === '') return
  const reach = Math.hypot(canvas.width, canvas.height)
  const size = Math.max(12, Math.round(Math.max(canvas.width, canvas.height) * look.share))
  context.save()
  context.translate(canvas.width / 2, canvas.height / 2)
  context.rotate(look.angle)
  context.font = `${size}px "Noto Sans SC", sans-serif`
  context.fillStyle = look.colour
  context.textBaseline = 'middle'
  const step = context.measureText(words).width + size * 3
  for (let row = 0, y = -reach / 2; y < reach / 2; y += size * 6, row += 1) {
    for (let x = -reach / 2 - (row % 2) * (step / 2); x < reach / 2; x += step) context.fillText(words, x, y)
  }
  context.restore()
}
