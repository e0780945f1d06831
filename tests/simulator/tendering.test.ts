import { proveEvaluations } from './evaluations.ts';

proveEvaluations('tendering');
