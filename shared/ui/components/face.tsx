import './face.css'
import type { RatingLevel } from '../i18n/terms.ts'

const mouths: Record<RatingLevel, string> = {
  5: 'M13 28c2 7 6 10.5 11 10.5S33 35 35 28z',
  4: 'M14 29c2.5 4 6 6 10 6s7.5-2 10-6',
  3: 'M15 32h18',
  2: 'M15 35c2.5-3 5.5-4.5 9-4.5s6.5 1.5 9 4.5',
  1: 'M14 37c2-5 5.5-7.5 10-7.5S32 32 34 37',
}

const eyes: Record<RatingLevel, string> = {
  5: 'M12 20c1-3 6-3 7 0M29 20c1-3 6-3 7 0',
  4: 'M16 17v4M32 17v4',
  3: 'M16 18v3M32 18v3',
  2: 'M16 20v3M32 20v3',
  1: 'M16 21v3M32 21v3M11 14l7 3M37 14l-7 3',
}

/** One of five drawn faces, 1 em high, 5 the happiest; told apart by mouth and eyes, not by colour. */
export function Face({ level }: { readonly level: RatingLevel }) {
  return (
    <svg
      className="face"
      data-level={level}
      viewBox="0 0 48 48"
      fill="none"
      stroke="currentColor"
      strokeWidth={3}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <circle className="face-ground" cx={24} cy={24} r={20.5} />
      <path d={eyes[level]} />
      <path d={mouths[level]} fill={level === 5 ? 'currentColor' : 'none'} />
    </svg>
  )
}
