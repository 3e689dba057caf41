import { useEffect, useRef } from 'react'

/** Shows an SVG document that our own code drew; parsed, never written into the page as text. */
export function SvgDocument({ svg, label }: { readonly svg: string; readonly label: string }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement
    const isDrawing = parsed.nodeName === 'svg' && parsed.querySelector('script, foreignObject') === null
    if (isDrawing) place.current?.replaceChildren(document.adoptNode(parsed))
  }, [svg])
  return <div ref={place} className="svg-document" role="img" aria-label={label} />
}
