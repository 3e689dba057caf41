import './tile.css'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { Pictogram } from '../icons/pictogram.tsx'
import type { PictogramName } from '../icons/pictogram_table.ts'

/** A large door: pictogram, title, one line of what lies behind it. */
export interface TileProps {
  readonly pictogram: PictogramName
  readonly title: string
  readonly note?: ReactNode
  readonly onPress: () => void
  readonly disabled?: boolean
}

/** One of a few equal ways on. */
export function Tile({ pictogram, title, note, onPress, disabled = false }: TileProps) {
  return (
    <Button className="tile" isDisabled={disabled} onPress={onPress}>
      <span className="tile-picture">
        <Pictogram name={pictogram} size="calc(88 * var(--u))" />
      </span>
      <span className="tile-words">
        <span className="tile-title">{title}</span>
        {note !== undefined && <span className="tile-note">{note}</span>}
      </span>
      <ChevronRight aria-hidden />
    </Button>
  )
}

/** Tiles under each other, or in two columns. */
export function Tiles({ columns = 1, children }: { readonly columns?: 1 | 2; readonly children: ReactNode }) {
  return (
    <div className="tiles" data-columns={columns}>
      {children}
    </div>
  )
}
