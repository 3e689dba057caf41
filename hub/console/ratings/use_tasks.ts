import { useEffect, useState } from 'react'
import { useCentre, usePage } from '#client'
import type { RatingTaskReply } from '#protocol'
import { tasksSignature } from './time_left.ts'

/** Bad ratings with their visits, asked for anew whenever one of them changes; null until they are there. */
export function useTasks(): readonly RatingTaskReply[] | null {
  const page = usePage()
  const signature = useCentre((centre) => tasksSignature(centre.ratingTasks.values()))
  const [tasks, setTasks] = useState<readonly RatingTaskReply[] | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the tasks is what makes it ask again
  useEffect(() => {
    let isLeft = false
    void page.call('listRatingTasks').then((answer) => {
      if (answer.ok && !isLeft) setTasks(answer.value.tasks)
    })
    return () => {
      isLeft = true
    }
  }, [page, signature])
  return tasks
}
