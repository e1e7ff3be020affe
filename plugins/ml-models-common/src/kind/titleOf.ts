import { Entity } from '@backstage/catalog-model';
import { z } from 'zod';

const displayNameSchema = z.object({
  profile: z.object({ displayName: z.string() }),
});

/** @returns what people call a team, a person or any other entity */
export function titleOf(entity: Entity): string {
  const named = displayNameSchema.safeParse(entity.spec);
  return (
    named.data?.profile.displayName ??
    entity.metadata.title ??
    entity.metadata.name
  );
}
