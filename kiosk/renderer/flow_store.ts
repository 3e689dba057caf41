import { createStore, type StoreApi } from 'zustand/vanilla'
import { step } from './flow.ts'
import { type Effect, type Flow, type FlowEvent, resting, type World } from './flow_types.ts'

/** The flow as it stands, and the one way to move it. */
export interface FlowStore {
  readonly state: StoreApi<Flow>
  dispatch(event: FlowEvent): void
}

/** Keeps a flow; `perform` is told of each effect after the flow has moved. */
export function flowStore(
  world: () => World,
  perform: (effect: Effect, dispatch: FlowStore['dispatch']) => void,
): FlowStore {
  const state = createStore<Flow>(() => resting)
  const dispatch = (event: FlowEvent) => {
    const { flow, effects } = step(state.getState(), event, world())
    state.setState(flow, true)
    for (const effect of effects) perform(effect, dispatch)
  }
  return { state, dispatch }
}
