/** The part of a model that runs are recorded within. */

import type { ModelSteps } from '../../spec/checker/index.js';

export type RunModel = Pick<ModelSteps, 'variables' | 'constants' | 'initial' | 'valuesOf'>;
