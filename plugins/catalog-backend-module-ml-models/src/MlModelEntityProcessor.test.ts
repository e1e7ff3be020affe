import { aModel } from '@noshelfware/backstage-plugin-ml-models-node/testUtils';
import { MlModelEntityProcessor } from './MlModelEntityProcessor';

const processor = new MlModelEntityProcessor();
const location = { type: 'file', target: 'catalog-info.yaml' };

describe('MlModelEntityProcessor', () => {
  it('takes a valid model', async () => {
    await expect(processor.validateEntityKind(aModel())).resolves.toBe(true);
  });

  it.each([
    { kind: 'Component', apiVersion: 'backstage.io/v1alpha1' },
    { kind: 'MlModel', apiVersion: 'example.com/v1' },
  ])('leaves $kind of $apiVersion to others', async envelope => {
    const entity = aModel({}, envelope);
    const emit = jest.fn();
    await expect(processor.validateEntityKind(entity)).resolves.toBe(false);
    await processor.postProcessEntity(entity, location, emit);
    expect(emit).not.toHaveBeenCalled();
  });

  it('says which version it knows', async () => {
    const entity = aModel({}, { apiVersion: 'noshelfware.io/v1' });
    await expect(processor.validateEntityKind(entity)).rejects.toThrow(
      "apiVersion must be 'noshelfware.io/v1alpha1'; it is 'noshelfware.io/v1'",
    );
  });

  it('says how the kind is written', async () => {
    const entity = aModel({}, { kind: 'MLModel' });
    await expect(processor.validateEntityKind(entity)).rejects.toThrow(
      "kind must be 'MlModel'; it is 'MLModel'",
    );
  });

  it('emits relations and changes nothing', async () => {
    const entity = aModel();
    const emit = jest.fn();
    await expect(
      processor.postProcessEntity(entity, location, emit),
    ).resolves.toBe(entity);
    expect(emit).toHaveBeenCalledTimes(2);
  });
});
