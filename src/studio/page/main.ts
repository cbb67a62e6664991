import '../../preview/page/views/base.css';
import '../../preview/page/views/views.css';
import './styles.css';
import { StudioPage } from './app.ts';
import { isPermalink, readPermalink } from '../permalink.ts';
import { startOf } from './start.ts';
import { turn } from './turn.ts';

async function begin(): Promise<void> {
  // The script was read in one task; what it does is another one.
  await turn();
  const shared = await readPermalink(location.hash);
  const isDamaged = shared === undefined && isPermalink(location.hash);
  await StudioPage.open(
    shared === undefined ? await startOf() : { workspace: shared },
    isDamaged ? 'The link is damaged, or made by another version: it was not opened.' : '',
  );
}

void begin();
