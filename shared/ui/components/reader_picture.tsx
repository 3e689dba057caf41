import './reader_picture.css'

function Card() {
  return (
    <g className="reader-picture-card">
      <rect
        x={170}
        y={30}
        width={220}
        height={138}
        rx={12}
        fill="var(--surface)"
        stroke="var(--blue)"
        strokeWidth={5}
      />
      <rect x={316} y={58} width={52} height={66} rx={6} fill="var(--blue-tint)" />
      <circle cx={342} cy={80} r={12} fill="var(--blue)" />
      <path d="M322 118a20 18 0 0 1 40 0z" fill="var(--blue)" />
      <path
        d="M192 66h96M192 92h72M192 118h84M192 144h150"
        stroke="var(--edge)"
        strokeWidth={7}
        strokeLinecap="round"
      />
    </g>
  )
}

/** An animated picture of the ID card going onto the reader; stands still where reduced motion is asked for. */
export function ReaderPicture({ label }: { readonly label: string }) {
  return (
    <svg className="reader-picture" viewBox="0 0 560 380" fill="none" role="img" aria-label={label}>
      <path d="M90 232h380l36 96a16 16 0 0 1-15 22H69a16 16 0 0 1-15-22z" fill="var(--blue-deep)" />
      <path d="M150 250h260l16 58H134z" fill="var(--blue)" />
      <circle cx={470} cy={328} r={7} fill="var(--gold-tint)" />
      <g className="reader-picture-wave" stroke="var(--green)" strokeWidth={7} strokeLinecap="round">
        <path d="M118 196a60 60 0 0 1 0-72M92 216a94 94 0 0 1 0-112" />
        <path d="M442 196a60 60 0 0 0 0-72M468 216a94 94 0 0 0 0-112" />
      </g>
      <Card />
      <g
        className="reader-picture-arrow"
        stroke="var(--gold)"
        strokeWidth={9}
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d="M280 182v36M260 200l20 20 20-20" />
      </g>
    </svg>
  )
}
