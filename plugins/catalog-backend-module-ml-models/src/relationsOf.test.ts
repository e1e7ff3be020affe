import {
  CompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  isMlModelEntity,
  MlModelEntityV1alpha1,
} from '@noshelfware/backstage-plugin-ml-models-common';
import { aModel } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { relationsOf } from './relationsOf';

function relationLines(spec: Partial<MlModelEntityV1alpha1['spec']>) {
  const entity = aModel(spec, {
    metadata: { name: 'flight-delay', namespace: 'air' },
  });
  if (!isMlModelEntity(entity)) {
    throw new Error('The builder makes something else');
  }
  const name = (ref: CompoundEntityRef) => stringifyEntityRef(ref);
  return relationsOf(entity).map(
    ({ source, type, target }) => `${name(source)} ${type} ${name(target)}`,
  );
}

describe('relationsOf', () => {
  it('relates owner, system, data sets and components both ways', () => {
    expect(
      relationLines({
        owner: 'user:default/rosa',
        system: 'default/flight-operations',
        dependsOn: ['resource:default/nyc-flights', 'mlmodel:taxi-time'],
        servedBy: ['flight-delay-service'],
      }),
    ).toEqual([
      'mlmodel:air/flight-delay ownedBy user:default/rosa',
      'user:default/rosa ownerOf mlmodel:air/flight-delay',
      'mlmodel:air/flight-delay partOf system:default/flight-operations',
      'system:default/flight-operations hasPart mlmodel:air/flight-delay',
      'mlmodel:air/flight-delay dependsOn resource:default/nyc-flights',
      'resource:default/nyc-flights dependencyOf mlmodel:air/flight-delay',
      'mlmodel:air/flight-delay dependsOn mlmodel:air/taxi-time',
      'mlmodel:air/taxi-time dependencyOf mlmodel:air/flight-delay',
      'mlmodel:air/flight-delay servedBy component:air/flight-delay-service',
      'component:air/flight-delay-service serves mlmodel:air/flight-delay',
    ]);
  });

  it('takes a short owner for a group of the same namespace', () => {
    expect(relationLines({ owner: 'flight-ops-ds' })).toEqual([
      'mlmodel:air/flight-delay ownedBy group:air/flight-ops-ds',
      'group:air/flight-ops-ds ownerOf mlmodel:air/flight-delay',
    ]);
  });
});
