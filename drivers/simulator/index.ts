export { cardHolders } from './people.ts'
