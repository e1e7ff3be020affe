import { ModelsQueryProvider } from '../api/ModelsQueryProvider';
import { ModelCard } from '../features/modelCard/ModelCard/ModelCard';

export function EntityModelCard() {
  return (
    <ModelsQueryProvider>
      <ModelCard />
    </ModelsQueryProvider>
  );
}
