import { Subtle } from '../../../components/Subtle/Subtle';

/** What the measures of delivery count. */
export function DeliveryNote() {
  return (
    <Subtle variant="caption" component="p">
      Counted are deployments that took traffic; one that was rolled back has
      failed. Of the sample model the first deployment counts, as of any model
      that is made from a template. Those that the sample makes by itself
      afterwards do not, except that one that was rolled back counts in the
      change fail rate, which may then be of more deployments than the others;
      it has no recovery time.
    </Subtle>
  );
}
