// The address says what to show; then everything is made as it is shown, and listens.

const first = asked();
if (first.language !== language) sayEverything(first.language);
Object.assign(state, first.state);
count();
startPicture(first.view);
startPanel();
startControls();
startDownloads();
startPermalink();
return () => { leaving.abort(); network.destroy(); };
