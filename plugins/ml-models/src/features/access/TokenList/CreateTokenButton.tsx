import Button from '@material-ui/core/Button';
import { useState } from 'react';
import { EntityModel } from '../../../components/EntityModel/entityModel';
import { CreateTokenDialog } from './CreateTokenDialog';

export function CreateTokenButton({ model }: { model: EntityModel }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" variant="outlined" onClick={() => setOpen(true)}>
        New token
      </Button>
      {open && (
        <CreateTokenDialog model={model} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
