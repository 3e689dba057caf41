export { type LineMaster, type LineMasterOptions, openLineMaster } from './master.ts'
export { type AnswerFault, answerFaults } from './simulated_answers.ts'
export type { AnswerReader, Heard, Rank, Turn, TurnEnd } from './types.ts'
