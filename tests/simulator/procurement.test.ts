import { proveEvaluations } from './evaluations.ts';

proveEvaluations('procurement');
