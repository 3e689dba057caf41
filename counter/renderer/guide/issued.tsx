import { useView } from '#client'
import { useText } from '#ui'
import { guideWords } from './words.ts'

/** Whether this desk prints tickets; without a printer numbers are spoken. */
export const useHasPrinter = (): boolean => useView((view) => view.capabilities?.ticketPrinter === true)

/** The number that was just given, and how it gets to its holder. */
export function Issued({ number, testId }: { readonly number: string | null; readonly testId: string }) {
  const text = useText(guideWords)
  const hasPrinter = useHasPrinter()
  if (number === null) return null
  return (
    <p className="guide-issued" role="status" data-testid={testId}>
      <b>{text.issued(number)}</b>
      <span>{hasPrinter ? text.printing : text.spoken}</span>
    </p>
  )
}
