import { createApp } from '@backstage/frontend-defaults';
import { modelKindFeatures } from './modelKind/modelKindFeatures';
import { navigationModule } from './navigation/navigationModule';
import { signInModule } from './signIn/signInModule';

export default createApp({
  features: [navigationModule, signInModule, ...modelKindFeatures],
});
