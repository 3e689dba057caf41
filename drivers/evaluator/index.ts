export {
  type Evaluator,
  type EvaluatorMark,
  type EvaluatorOptions,
  type EvaluatorStatus,
  evaluatorDelays,
  evaluatorMarks,
  openEvaluator,
} from './driver.ts'
export { type EvaluatorSnapshot, type SimulatedEvaluator, simulateEvaluator } from './simulator.ts'
