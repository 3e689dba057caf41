import { sweep } from './sweep.model.ts'

sweep(1)
