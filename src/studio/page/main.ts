import '../../preview/page/views/base.css';
import '../../preview/page/views/views.css';
import './styles.css';
import { StudioPage } from './app.ts';
import { isPermalink, readPermalink } from '../permalink.ts';
import { startOf } from './start.ts';

async function begin(): Promise<void> {
  const shared = await readPermalink(location.hash);
  const isDamaged = shared === undefined && isPermalink(location.hash);
  await StudioPage.open(
    shared === undefined ? await startOf() : { workspace: shared },
    isDamaged ? 'The link is damaged, or made by another version: it was not opened.' : '',
  );
}

void begin();
