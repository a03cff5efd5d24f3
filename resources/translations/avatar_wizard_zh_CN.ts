<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AccountCard</name>
    <message>
        <source>Sign &amp;out</source>
        <translation>退出登录(&amp;O)</translation>
    </message>
    <message>
        <source>Signed in with the access key that ends in {ending}</source>
        <translation>已用尾号为 {ending} 的访问密钥登录</translation>
    </message>
    <message>
        <source>Signed in as {user}</source>
        <translation>已登录：{user}</translation>
    </message>
</context>
<context>
    <name>Answer</name>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Green screen, can be replaced</source>
        <translation>绿幕，可替换</translation>
    </message>
    <message>
        <source>Real room, stays</source>
        <translation>实景，保持原样</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>Used in</source>
        <translation>使用场景</translation>
    </message>
    <message>
        <source>Livestream room copy</source>
        <translation>直播间复刻</translation>
    </message>
    <message>
        <source>Pay by use</source>
        <translation>按需计费</translation>
    </message>
    <message>
        <source>Batch name</source>
        <translation>批次名称</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Mostly says</source>
        <translation>主要内容</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>说话人</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>ID card, photo side</source>
        <translation>身份证人像面</translation>
    </message>
    <message>
        <source>ID card, emblem side</source>
        <translation>身份证国徽面</translation>
    </message>
    <message>
        <source>Phone number</source>
        <translation>手机号码</translation>
    </message>
</context>
<context>
    <name>AvatarOptions</name>
    <message>
        <source>Copy of a livestream &amp;room</source>
        <translation>复刻直播间(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Pay by use, if your account has that</source>
        <translation>按需计费（需账号已开通）(&amp;P)</translation>
    </message>
    <message>
        <source>Where will the avatar be used?</source>
        <translation>数字人将用在哪里？</translation>
    </message>
    <message>
        <source>Ba&amp;tch name</source>
        <translation>批次名称(&amp;T)</translation>
    </message>
    <message>
        <source>Keeps avatars together that belong together.</source>
        <translation>把同一批数字人归在一起。</translation>
    </message>
    <message>
        <source>Ta&amp;gs</source>
        <translation>标签(&amp;G)</translation>
    </message>
    <message>
        <source>Several are separated by commas.</source>
        <translation>多个标签用逗号分隔。</translation>
    </message>
</context>
<context>
    <name>AvatarPage</name>
    <message>
        <source>Kind of avatar</source>
        <translation>数字人类型</translation>
    </message>
    <message>
        <source>What is behind the person?</source>
        <translation>人物背后是什么？</translation>
    </message>
    <message>
        <source>You will find it by this name at Huawei.</source>
        <translation>在华为云资产库中以此名称显示。</translation>
    </message>
    <message>
        <source>What is be&amp;hind the person?</source>
        <translation>人物背后是什么？(&amp;H)</translation>
    </message>
    <message>
        <source>More &amp;options</source>
        <translation>更多选项(&amp;O)</translation>
    </message>
    <message>
        <source>Na&amp;me of the avatar</source>
        <translation>数字人名称(&amp;M)</translation>
    </message>
    <message>
        <source>Kin&amp;d of avatar</source>
        <translation>数字人类型(&amp;D)</translation>
    </message>
    <message>
        <source>The best picture, filmed with care. For videos, livestreams and chats.</source>
        <translation>画质最好，需精心拍摄。可用于视频、直播和智能交互。</translation>
    </message>
    <message>
        <source>Film 5 to 6 minutes</source>
        <translation>拍摄 5～6 分钟</translation>
    </message>
    <message>
        <source>Filmed anywhere, a phone is enough. Learns the voice too. For videos only.</source>
        <translation>随处可拍，手机即可，同时学习声音。仅用于视频。</translation>
    </message>
    <message>
        <source>Film 3 to 5 minutes</source>
        <translation>拍摄 3～5 分钟</translation>
    </message>
    <message>
        <source>The same as Flexus, in Huawei&apos;s ultra-fast version. For videos only.</source>
        <translation>与 Flexus 相同，为华为极速版本。仅用于视频。</translation>
    </message>
    <message>
        <source>A green screen</source>
        <translation>绿幕</translation>
    </message>
    <message>
        <source>The background can be replaced later.</source>
        <translation>之后可以更换背景。</translation>
    </message>
    <message>
        <source>A real room</source>
        <translation>实景</translation>
    </message>
    <message>
        <source>The room stays as it was filmed.</source>
        <translation>背景保持拍摄时的样子。</translation>
    </message>
    <message>
        <source>Nothing is sent or charged before you press Submit on the last page.</source>
        <translation>在最后一页点击提交之前，不会上传任何内容，也不会产生费用。</translation>
    </message>
</context>
<context>
    <name>BackgroundDialog</name>
    <message>
        <source>An avatar is still being sent.</source>
        <translation>数字人仍在上传。</translation>
    </message>
    <message>
        <source>{count} avatars are still being sent.</source>
        <translation>仍有 {count} 个数字人正在上传。</translation>
    </message>
    <message>
        <source>Without this window, sending goes on in the background. Keep the computer on.</source>
        <translation>关闭此窗口后，上传会在后台继续。请保持电脑开机。</translation>
    </message>
    <message>
        <source>Starting Avatar Wizard again brings the window back, too.</source>
        <translation>再次启动 Avatar Wizard 也可以回到此窗口。</translation>
    </message>
    <message>
        <source>Keep sending in the &amp;background</source>
        <translation>在后台继续上传(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Pause and quit</source>
        <translation>暂停并退出(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Stay here</source>
        <translation>留在此窗口(&amp;S)</translation>
    </message>
    <message>
        <source>You find it by this picture in the menu bar at the top of the screen.</source>
        <translation>在屏幕顶部的菜单栏中，点击此图标即可找到它。</translation>
    </message>
    <message>
        <source>You find it by this picture beside the clock, perhaps behind the small arrow.</source>
        <translation>在时钟旁边点击此图标即可找到它，图标可能收在小箭头里。</translation>
    </message>
    <message>
        <source>You find it by this picture at the edge of the screen, near the clock.</source>
        <translation>在屏幕边缘的时钟附近，点击此图标即可找到它。</translation>
    </message>
</context>
<context>
    <name>BegunRow</name>
    <message>
        <source>No name yet</source>
        <translation>尚未命名</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>查看进度</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Cancel...</source>
        <translation>取消...</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>忘记</translation>
    </message>
    <message>
        <source>Locked away: its key is in the password store, which cannot be reached now</source>
        <translation>已锁定：密钥在密码存储中，目前无法访问</translation>
    </message>
    <message>
        <source>Handed in</source>
        <translation>已提交</translation>
    </message>
    <message>
        <source>Sending was interrupted; it goes on where it stopped</source>
        <translation>上传曾中断，将从中断处继续</translation>
    </message>
    <message>
        <source>Sending was interrupted; {percent} % is safely there</source>
        <translation>上传曾中断，{percent} % 已安全上传</translation>
    </message>
    <message>
        <source>Its answers were sealed with a key that is gone; they must be given again</source>
        <translation>内容所用的密钥已丢失，需要重新填写</translation>
    </message>
    <message>
        <source>Still missing: {count}</source>
        <translation>还缺 {count} 项</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>已填完</translation>
    </message>
</context>
<context>
    <name>Dispatch</name>
    <message>
        <source>&amp;Go to the first</source>
        <translation>转到第一项(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>重试(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Change it</source>
        <translation>修改(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Sign in again</source>
        <translation>重新登录(&amp;S)</translation>
    </message>
</context>
<context>
    <name>DocumentsPage</name>
    <message>
        <source>A photo, sharp and without glare.</source>
        <translation>照片要清晰、无反光。</translation>
    </message>
    <message>
        <source>PDF, JPG or PNG. Print the template from the MetaStudio console, fill it in, sign it.</source>
        <translation>PDF、JPG 或 PNG。从 MetaStudio 控制台下载模板，打印、填写并签名。</translation>
    </message>
    <message>
        <source>Both sides of the ID card are the same picture. Is that right?</source>
        <translation>身份证两面是同一张图片，确认无误吗？</translation>
    </message>
    <message>
        <source>&amp;Phone number (advised)</source>
        <translation>手机号码（建议填写）(&amp;P)</translation>
    </message>
    <message>
        <source>A mobile number with 11 digits on the Chinese site. A reviewer may call when something is unclear.</source>
        <translation>中国站请填 11 位手机号码。有疑问时审核人员可能会来电。</translation>
    </message>
    <message>
        <source>These files are sent to Huawei Cloud only, and only when you submit. This program keeps no copy.</source>
        <translation>这些文件只在您提交时上传，且只传给华为云。本程序不保留副本。</translation>
    </message>
    <message>
        <source>Huawei deletes the ID photos once it has compared them with the video.</source>
        <translation>华为完成人证比对后即删除身份证照片。</translation>
    </message>
    <message>
        <source>Huawei checks that the person in the video has agreed to be made into an avatar.</source>
        <translation>华为会核实视频中的人物已同意制作数字人。</translation>
    </message>
</context>
<context>
    <name>DomainList</name>
    <message>
        <source>&amp;Uploads may also go to</source>
        <translation>还允许上传到(&amp;U)</translation>
    </message>
    <message>
        <source>One domain on each line.</source>
        <translation>每行一个域名。</translation>
    </message>
    <message>
        <source>Your files, ID photos included, may then be sent to these addresses besides Huawei&apos;s own. Add only what your administrator gave you.</source>
        <translation>除华为自己的地址外，您的文件（包括身份证照片）也可能被上传到这些地址。请只填写管理员提供的域名。</translation>
    </message>
    <message>
        <source>&quot;{line}&quot; belongs to many. Give the whole name, as in obs.example.com.</source>
        <translation>“{line}”由许多用户共用，请填写完整域名，例如 obs.example.com。</translation>
    </message>
    <message>
        <source>&quot;{line}&quot; is not within a private network. Give a name, as in obs.example.com.</source>
        <translation>“{line}”不是内部网络的 IP 地址，请填写域名，例如 obs.example.com。</translation>
    </message>
    <message>
        <source>&quot;{line}&quot; is not a domain. Write it as in obs.example.com, without https://.</source>
        <translation>“{line}”不是域名。请按 obs.example.com 的形式填写，不含 https://。</translation>
    </message>
</context>
<context>
    <name>ExtrasPage</name>
    <message>
        <source>The picture that stands for the avatar in lists. Optional.</source>
        <translation>列表中代表数字人的图片。可不填。</translation>
    </message>
    <message>
        <source>Only if Huawei has opened this for your account (by service ticket). MP4.</source>
        <translation>仅在华为已为您的账号开通（通过工单）时使用。MP4。</translation>
    </message>
    <message>
        <source>A picture of the person as filmed. Optional.</source>
        <translation>拍摄原样的人物图片。可不填。</translation>
    </message>
    <message>
        <source>The same picture as it should look. Optional.</source>
        <translation>同一张图片修饰后的样子。可不填。</translation>
    </message>
    <message>
        <source>M&amp;ore files</source>
        <translation>更多文件(&amp;O)</translation>
    </message>
    <message>
        <source>You can leave all of this empty and go on.</source>
        <translation>这一页可以全部留空，直接继续。</translation>
    </message>
</context>
<context>
    <name>File</name>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>正在上传</translation>
    </message>
    <message>
        <source>Trying again</source>
        <translation>正在重试</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已上传</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>未上传</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
</context>
<context>
    <name>FileDrop</name>
    <message>
        <source>Looking at the file</source>
        <translation>正在检查文件</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove: {label}</source>
        <translation>移除：{label}</translation>
    </message>
    <message>
        <source>Choose a file...</source>
        <translation>选择文件...</translation>
    </message>
    <message>
        <source>{size} - looking at the file...</source>
        <translation>{size} - 正在检查...</translation>
    </message>
    <message>
        <source>Choose another...</source>
        <translation>重新选择...</translation>
    </message>
    <message>
        <source>One file only, please.</source>
        <translation>一次只能选择一个文件。</translation>
    </message>
    <message>
        <source>This is not a file on this computer. Save it here first.</source>
        <translation>这不是本机上的文件，请先保存到本机。</translation>
    </message>
    <message>
        <source>This is a folder. Open it and choose the file.</source>
        <translation>这是文件夹，请打开后选择文件。</translation>
    </message>
</context>
<context>
    <name>FilmStrip</name>
    <message>
        <source>The take from beginning to end, {duration}</source>
        <translation>整段视频，时长 {duration}</translation>
    </message>
    <message>
        <source>Go through the marks with the arrow keys; Enter shows the picture.</source>
        <translation>用方向键在标记间移动，按回车键查看画面。</translation>
    </message>
    <message>
        <source>No marks.</source>
        <translation>没有标记。</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>The file is empty</source>
        <translation>文件是空的</translation>
    </message>
    <message>
        <source>There is nothing in it.</source>
        <translation>文件中没有内容。</translation>
    </message>
    <message>
        <source>Copy the video from the camera again.</source>
        <translation>请从相机重新拷贝视频。</translation>
    </message>
    <message>
        <source>This is not a file</source>
        <translation>这不是文件</translation>
    </message>
    <message>
        <source>It is a folder, a device, or it is not there any more.</source>
        <translation>它是文件夹、设备，或者已不存在。</translation>
    </message>
    <message>
        <source>Choose the video file itself.</source>
        <translation>请选择视频文件本身。</translation>
    </message>
    <message>
        <source>This is not a video</source>
        <translation>这不是视频</translation>
    </message>
    <message>
        <source>The file holds something else, whatever its name says.</source>
        <translation>无论文件名是什么，其中并不是视频。</translation>
    </message>
    <message>
        <source>Choose the video, a file that ends in .mp4.</source>
        <translation>请选择视频，即以 .mp4 结尾的文件。</translation>
    </message>
    <message>
        <source>The end of the video is missing</source>
        <translation>视频缺少结尾</translation>
    </message>
    <message>
        <source>The file was copied or downloaded only in part.</source>
        <translation>文件没有拷贝或下载完整。</translation>
    </message>
    <message>
        <source>Copy it again and wait until the copy is complete.</source>
        <translation>请重新拷贝，并等待拷贝完成。</translation>
    </message>
    <message>
        <source>The video was never finished</source>
        <translation>视频没有写完</translation>
    </message>
    <message>
        <source>The camera or the editor stopped before it had written the whole file.</source>
        <translation>相机或剪辑软件在写完文件之前就停止了。</translation>
    </message>
    <message>
        <source>Export it again, or let the camera repair it.</source>
        <translation>请重新导出，或让相机修复。</translation>
    </message>
    <message>
        <source>The video is damaged</source>
        <translation>视频已损坏</translation>
    </message>
    <message>
        <source>Parts of the file cannot be read.</source>
        <translation>文件的部分内容无法读取。</translation>
    </message>
    <message>
        <source>Copy it from the camera again, or choose another one.</source>
        <translation>请从相机重新拷贝，或选择其他视频。</translation>
    </message>
    <message>
        <source>Picture and sound</source>
        <translation>画面和声音</translation>
    </message>
    <message>
        <source>Nobody has looked at picture and sound yet, only at the file itself.</source>
        <translation>目前只检查了文件本身，尚未检查画面和声音。</translation>
    </message>
    <message>
        <source>Wait until the whole take has been looked through.</source>
        <translation>请等待整段视频检查完成。</translation>
    </message>
    <message>
        <source>The whole take</source>
        <translation>整段视频</translation>
    </message>
    <message>
        <source>Only samples of picture and sound have been looked at.</source>
        <translation>目前只抽查了部分画面和声音。</translation>
    </message>
    <message>
        <source>The picture</source>
        <translation>画面</translation>
    </message>
    <message>
        <source>This computer cannot show pictures of this format, so light, movement and the person were not looked at.</source>
        <translation>本机无法读取此格式的画面，因此未检查光线、画面变化和人物。</translation>
    </message>
    <message>
        <source>Film or export it as H.264, then choose it again.</source>
        <translation>请用 H.264 拍摄或导出，然后重新选择。</translation>
    </message>
    <message>
        <source>The sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>The sound could not be listened to.</source>
        <translation>无法检查声音。</translation>
    </message>
    <message>
        <source>Play the video once and listen to it yourself.</source>
        <translation>请自行播放一遍并听一听。</translation>
    </message>
    <message>
        <source>The green screen</source>
        <translation>绿幕</translation>
    </message>
    <message>
        <source>Nobody has looked at the green screen.</source>
        <translation>未检查绿幕。</translation>
    </message>
    <message>
        <source>Look yourself: it should be even, without folds, and fill the picture around the person.</source>
        <translation>请自行查看：绿幕应均匀、无褶皱，并铺满人物四周。</translation>
    </message>
    <message>
        <source>The person</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>Nobody has looked for the face: is it there, alone, sharp, well lit? What finds faces is not installed or did not work.</source>
        <translation>未查找人脸：是否在画面中、是否只有一人、是否清晰、光线是否合适？查找人脸的组件未安装或未能运行。</translation>
    </message>
    <message>
        <source>Look yourself, or have the part that finds faces installed.</source>
        <translation>请自行查看，或安装人脸检测组件。</translation>
    </message>
    <message>
        <source>A .mov video</source>
        <translation>.mov 视频</translation>
    </message>
    <message>
        <source>Not an MP4 video</source>
        <translation>不是 MP4 视频</translation>
    </message>
    <message>
        <source>The file is of the kind {container}; Huawei takes only MP4.</source>
        <translation>文件格式为 {container}，华为只接受 MP4。</translation>
    </message>
    <message>
        <source>Save the video as MP4, without cutting it.</source>
        <translation>请将视频另存为 MP4，不要剪切。</translation>
    </message>
    <message>
        <source>Huawei takes only MP4.</source>
        <translation>华为只接受 MP4。</translation>
    </message>
    <message>
        <source>The file can be put in better order</source>
        <translation>文件结构可以优化</translation>
    </message>
    <message>
        <source>Its table of contents stands at the end, so nothing can begin before all of it has arrived.</source>
        <translation>文件的索引在末尾，全部到达之前无法开始处理。</translation>
    </message>
    <message>
        <source>It can be sent as it is. Saving it anew puts the table first and changes no picture.</source>
        <translation>可以直接上传。重新封装可将索引移到开头，画面不变。</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>没有画面</translation>
    </message>
    <message>
        <source>The file holds sound, but no moving picture.</source>
        <translation>文件中有声音，但没有画面。</translation>
    </message>
    <message>
        <source>Choose the video of the person.</source>
        <translation>请选择人物视频。</translation>
    </message>
    <message>
        <source>A format only the camera knows</source>
        <translation>相机专用格式</translation>
    </message>
    <message>
        <source>Export it with the camera maker&apos;s program as MP4 (H.264).</source>
        <translation>请用相机厂商的软件导出为 MP4（H.264）。</translation>
    </message>
    <message>
        <source>Not the most common video format</source>
        <translation>不是最常用的视频格式</translation>
    </message>
    <message>
        <source>The picture is stored as {codec}. The common H.264 makes the least trouble.</source>
        <translation>画面编码为 {codec}。最常用的 H.264 最不容易出问题。</translation>
    </message>
    <message>
        <source>If you can, film or export it as H.264. You may also send it as it is.</source>
        <translation>如果可以，请用 H.264 拍摄或导出；也可以直接发送。</translation>
    </message>
    <message>
        <source>The common H.264 makes the least trouble.</source>
        <translation>最常用的 H.264 最不容易出问题。</translation>
    </message>
    <message>
        <source>A rare way of storing colours</source>
        <translation>颜色格式不常见</translation>
    </message>
    <message>
        <source>The picture is stored as {format}; many players cannot show that.</source>
        <translation>画面的颜色格式为 {format}，许多播放器无法显示。</translation>
    </message>
    <message>
        <source>Save it as H.264 in the most compatible format.</source>
        <translation>请以兼容性最佳的格式另存为 H.264。</translation>
    </message>
    <message>
        <source>Many players cannot show it.</source>
        <translation>许多播放器无法显示。</translation>
    </message>
    <message>
        <source>Filmed with HDR</source>
        <translation>以 HDR 拍摄</translation>
    </message>
    <message>
        <source>The colours are made for special screens and may turn out pale on all others.</source>
        <translation>颜色只适合特殊屏幕，在其他屏幕上可能发灰。</translation>
    </message>
    <message>
        <source>Convert it to ordinary colours (SDR), and switch HDR off in the camera before the next take.</source>
        <translation>请转换为普通颜色（SDR），下次拍摄前请关闭相机的 HDR。</translation>
    </message>
    <message>
        <source>Colours for special screens</source>
        <translation>颜色只适合特殊屏幕</translation>
    </message>
    <message>
        <source>The file uses more colours (BT.2020) than most screens show; they may turn out dull.</source>
        <translation>文件的色域（BT.2020）超出多数屏幕的显示范围，颜色可能不够鲜艳。</translation>
    </message>
    <message>
        <source>Convert it to ordinary colours (SDR, BT.709).</source>
        <translation>请转换为普通颜色（SDR，BT.709）。</translation>
    </message>
    <message>
        <source>Finer colours than players can read</source>
        <translation>颜色位数过高</translation>
    </message>
    <message>
        <source>Each colour has {bits} bits; many players and services read 8 only.</source>
        <translation>每种颜色为 {bits} 位，许多播放器和服务只能读取 8 位。</translation>
    </message>
    <message>
        <source>Save it with 8 bits, or set the camera to 8 bits before the next take.</source>
        <translation>请另存为 8 位，或在下次拍摄前把相机设为 8 位。</translation>
    </message>
    <message>
        <source>Many players and services read 8 bits only.</source>
        <translation>许多播放器和服务只能读取 8 位。</translation>
    </message>
    <message>
        <source>The picture has the wrong size</source>
        <translation>画面尺寸不符</translation>
    </message>
    <message>
        <source>It is {width} x {height}. Only 1920 x 1080, 1080 x 1920, 3840 x 2160 and 2160 x 3840 are accepted.</source>
        <translation>当前为 {width} x {height}。只接受 1920 x 1080、1080 x 1920、3840 x 2160 和 2160 x 3840。</translation>
    </message>
    <message>
        <source>Only 1920 x 1080, 1080 x 1920, 3840 x 2160 and 2160 x 3840 are accepted.</source>
        <translation>只接受 1920 x 1080、1080 x 1920、3840 x 2160 和 2160 x 3840。</translation>
    </message>
    <message>
        <source>The size of the picture is not known</source>
        <translation>无法得知画面尺寸</translation>
    </message>
    <message>
        <source>The file does not tell how wide and how high its picture is.</source>
        <translation>文件没有说明画面的宽和高。</translation>
    </message>
    <message>
        <source>Make sure that it was filmed in 1080p or 4K.</source>
        <translation>请确认是以 1080p 或 4K 拍摄的。</translation>
    </message>
    <message>
        <source>The picture is stored squeezed</source>
        <translation>画面被压扁存储</translation>
    </message>
    <message>
        <source>It is stored as {width} x {height} and stretched when it is played. Huawei may not stretch it.</source>
        <translation>存储尺寸为 {width} x {height}，播放时才拉伸，华为可能不会拉伸。</translation>
    </message>
    <message>
        <source>Set the camera to 1920 x 1080 with square pixels, or export it so.</source>
        <translation>请把相机设为 1920 x 1080 方形像素，或按此导出。</translation>
    </message>
    <message>
        <source>It is stretched when it is played. Huawei may not stretch it.</source>
        <translation>播放时才拉伸，华为可能不会拉伸。</translation>
    </message>
    <message>
        <source>Turn the video upright and save it without cutting it.</source>
        <translation>请将视频转正后保存，不要剪切。</translation>
    </message>
    <message>
        <source>The video is too short</source>
        <translation>视频太短</translation>
    </message>
    <message>
        <source>It lasts {seconds:duration}; at least {minimum:duration} are needed.</source>
        <translation>时长 {seconds:duration}，至少需要 {minimum:duration}。</translation>
    </message>
    <message>
        <source>Film a longer take, in one piece.</source>
        <translation>请重新拍摄更长的一段，不要中断。</translation>
    </message>
    <message>
        <source>It is shorter than Huawei needs.</source>
        <translation>短于华为的要求。</translation>
    </message>
    <message>
        <source>The video is too long</source>
        <translation>视频太长</translation>
    </message>
    <message>
        <source>It lasts {seconds:duration}; at most {maximum:duration} are accepted.</source>
        <translation>时长 {seconds:duration}，最多接受 {maximum:duration}。</translation>
    </message>
    <message>
        <source>It is longer than Huawei accepts.</source>
        <translation>超过华为接受的时长。</translation>
    </message>
    <message>
        <source>The length is not known</source>
        <translation>无法得知时长</translation>
    </message>
    <message>
        <source>The file does not tell how long it is.</source>
        <translation>文件没有说明时长。</translation>
    </message>
    <message>
        <source>Not the best length</source>
        <translation>时长不是最佳</translation>
    </message>
    <message>
        <source>It lasts {seconds:duration}. Best are {minimum:duration} to {maximum:duration}.</source>
        <translation>时长 {seconds:duration}，最好为 {minimum:duration} 到 {maximum:duration}。</translation>
    </message>
    <message>
        <source>Another length is advised.</source>
        <translation>建议使用其他时长。</translation>
    </message>
    <message>
        <source>This length may be refused</source>
        <translation>此时长可能被拒绝</translation>
    </message>
    <message>
        <source>It lasts {seconds:duration}. Huawei&apos;s texts disagree; {minimum:duration} to {maximum:duration} suit all of them.</source>
        <translation>时长 {seconds:duration}。华为的文档说法不一，{minimum:duration} 到 {maximum:duration} 均符合。</translation>
    </message>
    <message>
        <source>To be safe, film a take of that length.</source>
        <translation>稳妥起见，请按此时长拍摄。</translation>
    </message>
    <message>
        <source>Huawei&apos;s texts disagree about this length.</source>
        <translation>关于此时长，华为的文档说法不一。</translation>
    </message>
    <message>
        <source>You may try. Whether Huawei has a limit is not known, and sending takes long.</source>
        <translation>可以尝试上传；华为是否有上限尚不清楚，而且耗时较长。</translation>
    </message>
    <message>
        <source>The picture is compressed a lot</source>
        <translation>画面压缩过多</translation>
    </message>
    <message>
        <source>Its bit rate is {rate} Mbit/s. From {minimum} Mbit/s on, hair and lips stay sharp.</source>
        <translation>码率为 {rate} Mbit/s；达到 {minimum} Mbit/s，头发和嘴唇才清晰。</translation>
    </message>
    <message>
        <source>Send the camera&apos;s own file, not one from a chat or an editor, or set the camera to a higher quality.</source>
        <translation>请使用相机原始文件，不要用聊天软件传过或剪辑过的文件；也可以调高相机画质。</translation>
    </message>
    <message>
        <source>Hair and lips may be less sharp than they could be.</source>
        <translation>头发和嘴唇可能不够清晰。</translation>
    </message>
    <message>
        <source>Damaged places</source>
        <translation>有损坏的地方</translation>
    </message>
    <message>
        <source>Parts of the file cannot be read; picture or sound may break there.</source>
        <translation>文件的部分内容无法读取，该处画面或声音可能出错。</translation>
    </message>
    <message>
        <source>Copy the video from the camera again. If that does not help, film it again.</source>
        <translation>请从相机重新拷贝视频；如仍有问题，请重新拍摄。</translation>
    </message>
    <message>
        <source>The last part cannot be read</source>
        <translation>最后一段无法读取</translation>
    </message>
    <message>
        <source>After {seconds:moment} the file breaks off; {missing} s are missing.</source>
        <translation>文件在 {seconds:moment} 处中断，缺少 {missing} 秒。</translation>
    </message>
    <message>
        <source>The file breaks off before its end.</source>
        <translation>文件在结尾之前中断。</translation>
    </message>
    <message>
        <source>No sound</source>
        <translation>没有声音</translation>
    </message>
    <message>
        <source>The video is silent, but its original sound is needed.</source>
        <translation>视频没有声音，但需要原声。</translation>
    </message>
    <message>
        <source>Film with sound. Do not add another sound later.</source>
        <translation>请连同声音一起拍摄，不要后期配音。</translation>
    </message>
    <message>
        <source>Several sound tracks</source>
        <translation>有多条音轨</translation>
    </message>
    <message>
        <source>The file holds {count} sound tracks. Which of them Huawei would take is not known.</source>
        <translation>文件有 {count} 条音轨，不确定华为会使用哪一条。</translation>
    </message>
    <message>
        <source>Keep only the first one, after listening whether it is the right one.</source>
        <translation>请先听一听第一条是否正确，然后只保留第一条。</translation>
    </message>
    <message>
        <source>Which of them Huawei would take is not known.</source>
        <translation>不确定华为会使用哪一条。</translation>
    </message>
    <message>
        <source>Not the most common sound format</source>
        <translation>不是最常用的声音格式</translation>
    </message>
    <message>
        <source>The sound is stored as {codec}. The common AAC makes the least trouble.</source>
        <translation>声音编码为 {codec}。最常用的 AAC 最不容易出问题。</translation>
    </message>
    <message>
        <source>It can be sent. Saving the sound as AAC makes it safe.</source>
        <translation>可以上传。将声音另存为 AAC 更稳妥。</translation>
    </message>
    <message>
        <source>The common AAC makes the least trouble.</source>
        <translation>最常用的 AAC 最不容易出问题。</translation>
    </message>
    <message>
        <source>The sound is stored too coarsely</source>
        <translation>声音采样率太低</translation>
    </message>
    <message>
        <source>It is recorded at {rate} kHz; a voice needs {minimum} kHz or more.</source>
        <translation>采样率为 {rate} kHz，人声需要 {minimum} kHz 或更高。</translation>
    </message>
    <message>
        <source>Set the camera or recorder to 48 kHz. A new file cannot bring back what was not recorded.</source>
        <translation>请把相机或录音设备设为 48 kHz。没有录下的细节无法通过转换找回。</translation>
    </message>
    <message>
        <source>A voice needs 44.1 kHz or more.</source>
        <translation>人声需要 44.1 kHz 或更高。</translation>
    </message>
    <message>
        <source>The sound is on one side only</source>
        <translation>只有一侧有声音</translation>
    </message>
    <message>
        <source>One side is {difference} dB quieter than the other.</source>
        <translation>一侧比另一侧低 {difference} dB。</translation>
    </message>
    <message>
        <source>One side is much quieter than the other.</source>
        <translation>一侧的声音明显比另一侧小。</translation>
    </message>
    <message>
        <source>Sound and picture do not begin together</source>
        <translation>声音和画面没有同时开始</translation>
    </message>
    <message>
        <source>Hardly any sound</source>
        <translation>几乎没有声音</translation>
    </message>
    <message>
        <source>It is so faint that there may be no voice in it. Huawei asks for the original sound.</source>
        <translation>声音极小，可能没有人声。华为要求保留原声。</translation>
    </message>
    <message>
        <source>Listen to it. If you cannot hear the voice, check the microphone and film again.</source>
        <translation>请听一遍；听不到人声时，请检查麦克风后重新拍摄。</translation>
    </message>
    <message>
        <source>Check the plug and the setting of the microphone (both sides, or mono), and film again.</source>
        <translation>请检查麦克风的插头和设置（双声道或单声道），然后重新拍摄。</translation>
    </message>
    <message>
        <source>They begin {seconds} s apart, so lips and voice may not match.</source>
        <translation>两者开始时间相差 {seconds} 秒，口型和声音可能对不上。</translation>
    </message>
    <message>
        <source>Export it again with both from the start, or film it again.</source>
        <translation>请重新导出，使两者同时开始，或重新拍摄。</translation>
    </message>
    <message>
        <source>Lips and voice may not match.</source>
        <translation>口型和声音可能对不上。</translation>
    </message>
    <message>
        <source>Sound and picture do not end together</source>
        <translation>声音和画面没有同时结束</translation>
    </message>
    <message>
        <source>One ends {seconds} s before the other.</source>
        <translation>其中一个提前 {seconds} 秒结束。</translation>
    </message>
    <message>
        <source>One ends long before the other.</source>
        <translation>其中一个提前很多结束。</translation>
    </message>
    <message>
        <source>Sound and picture end a moment apart</source>
        <translation>声音和画面的结尾略有先后</translation>
    </message>
    <message>
        <source>It can be sent; most players do not mind.</source>
        <translation>可以上传，多数播放器不受影响。</translation>
    </message>
    <message>
        <source>One ends a moment before the other.</source>
        <translation>其中一个稍早结束。</translation>
    </message>
    <message>
        <source>The voice is too quiet</source>
        <translation>人声太小</translation>
    </message>
    <message>
        <source>Its loudness is {loudness} LUFS; {minimum} to {maximum} are good.</source>
        <translation>响度为 {loudness} LUFS，合适范围为 {minimum} 到 {maximum}。</translation>
    </message>
    <message>
        <source>Make it louder without changing anything else, and go nearer to the microphone next time.</source>
        <translation>请只调高音量，不做其他改动；下次请离麦克风近一些。</translation>
    </message>
    <message>
        <source>It is quieter than a voice for an avatar should be.</source>
        <translation>低于制作数字人所需的响度。</translation>
    </message>
    <message>
        <source>The voice is too quiet, with loud peaks</source>
        <translation>人声太小，但有过响的瞬间</translation>
    </message>
    <message>
        <source>Its loudness is {loudness} LUFS; {minimum} to {maximum} are good. Loud peaks allow {reachable} at most.</source>
        <translation>响度为 {loudness} LUFS，合适范围为 {minimum} 到 {maximum}。因有过响的瞬间，最多只能调到 {reachable}。</translation>
    </message>
    <message>
        <source>Find what is so loud (a clap, a knock on the microphone) and film again without it.</source>
        <translation>请找出过响的声音（拍手、碰到麦克风等），避免后重新拍摄。</translation>
    </message>
    <message>
        <source>It is too quiet, and loud peaks leave no room to make it louder.</source>
        <translation>声音太小，但有过响的瞬间，没有调高的余地。</translation>
    </message>
    <message>
        <source>The voice is too loud</source>
        <translation>人声太大</translation>
    </message>
    <message>
        <source>Make it quieter without changing anything else, and turn the microphone down next time.</source>
        <translation>请只调低音量，不做其他改动；下次请调低麦克风音量。</translation>
    </message>
    <message>
        <source>It is louder than a voice for an avatar should be.</source>
        <translation>高于制作数字人所需的响度。</translation>
    </message>
    <message>
        <source>The loudest moments are at the limit</source>
        <translation>最响处接近上限</translation>
    </message>
    <message>
        <source>They reach {peak} dBTP; up to {maximum} are safe.</source>
        <translation>最响处达到 {peak} dBTP，不超过 {maximum} 较稳妥。</translation>
    </message>
    <message>
        <source>It can be sent. Turn the microphone down a little next time.</source>
        <translation>可以上传。下次请稍微调低麦克风音量。</translation>
    </message>
    <message>
        <source>They leave no room.</source>
        <translation>没有余量。</translation>
    </message>
    <message>
        <source>The sound is distorted</source>
        <translation>声音失真</translation>
    </message>
    <message>
        <source>{percent} % of the seconds with sound were too loud for the recorder and are cut off.</source>
        <translation>有声音的时间里，{percent}% 因录音过响而被削波。</translation>
    </message>
    <message>
        <source>Turn the microphone down and film again; this cannot be mended.</source>
        <translation>请调低麦克风音量后重新拍摄，此问题无法修复。</translation>
    </message>
    <message>
        <source>It was too loud for the recorder and is cut off.</source>
        <translation>录音过响，声音被削波。</translation>
    </message>
    <message>
        <source>The sound is distorted in a few places</source>
        <translation>个别地方声音失真</translation>
    </message>
    <message>
        <source>It was too loud for the recorder there.</source>
        <translation>该处录音过响。</translation>
    </message>
    <message>
        <source>Listen to these places. Turn the microphone down next time.</source>
        <translation>请听一听这些地方。下次请调低麦克风音量。</translation>
    </message>
    <message>
        <source>Noise behind the voice</source>
        <translation>人声背后有噪音</translation>
    </message>
    <message>
        <source>The voice is only {distance} dB louder than the noise; {minimum} or more is our advice.</source>
        <translation>人声只比噪音高 {distance} dB，本程序建议不低于 {minimum} dB。</translation>
    </message>
    <message>
        <source>Switch off fans and machines, close windows, go nearer to the microphone, and film again.</source>
        <translation>请关闭风扇和机器、关好窗户、靠近麦克风，然后重新拍摄。</translation>
    </message>
    <message>
        <source>Film again: look into the lens and stay silent for 15 to 20 seconds before you speak. Noise counts as sound.</source>
        <translation>请重新拍摄：看着镜头，先静默 15～20 秒再开口。噪音也算声音。</translation>
    </message>
    <message>
        <source>The voice is hardly louder than the noise.</source>
        <translation>人声与噪音几乎一样大。</translation>
    </message>
    <message>
        <source>Too little silence at the start</source>
        <translation>开头的静默时间不足</translation>
    </message>
    <message>
        <source>It is silent for {seconds} s; Huawei asks for {minimum} s with the mouth closed.</source>
        <translation>静默 {seconds} 秒，华为要求闭口静默 {minimum} 秒。</translation>
    </message>
    <message>
        <source>Huawei asks for 15 to 20 seconds of silence with the mouth closed.</source>
        <translation>华为要求闭口静默 15～20 秒。</translation>
    </message>
    <message>
        <source>Hardly any silence at the start of the test</source>
        <translation>试拍开头静默太短</translation>
    </message>
    <message>
        <source>It is silent for {seconds} s; {minimum} s are enough for a test.</source>
        <translation>静默 {seconds} 秒；试拍有 {minimum} 秒即可。</translation>
    </message>
    <message>
        <source>Begin the real take with 15 to 20 seconds of silence, mouth closed.</source>
        <translation>正式拍摄时，开头请闭口静默 15～20 秒。</translation>
    </message>
    <message>
        <source>A few seconds of silence let the room be heard.</source>
        <translation>静默几秒即可听出环境噪音。</translation>
    </message>
    <message>
        <source>A long silence at the start</source>
        <translation>开头的静默时间偏长</translation>
    </message>
    <message>
        <source>It is silent for {seconds} s; 15 to 20 are asked for.</source>
        <translation>静默 {seconds} 秒，要求为 15～20 秒。</translation>
    </message>
    <message>
        <source>It can be sent. Begin to speak after 15 to 20 seconds next time.</source>
        <translation>可以上传。下次请在 15～20 秒后开口。</translation>
    </message>
    <message>
        <source>15 to 20 seconds are asked for.</source>
        <translation>要求为 15～20 秒。</translation>
    </message>
    <message>
        <source>Long pauses</source>
        <translation>停顿过长</translation>
    </message>
    <message>
        <source>Nothing is said for up to {seconds} s.</source>
        <translation>最长有 {seconds} 秒没有说话。</translation>
    </message>
    <message>
        <source>Film again and go on talking; short pauses are fine.</source>
        <translation>请重新拍摄并持续讲话，可以有短暂停顿。</translation>
    </message>
    <message>
        <source>Nothing is said for a long time.</source>
        <translation>很长时间没有说话。</translation>
    </message>
    <message>
        <source>The face is not always to be seen</source>
        <translation>有时看不到人脸</translation>
    </message>
    <message>
        <source>A face was found in {percent} % of the samples; it should be there all the time.</source>
        <translation>抽查的画面中 {percent}% 有人脸，人脸应始终出镜。</translation>
    </message>
    <message>
        <source>Face the camera throughout, and let nothing come before the face.</source>
        <translation>请始终面向镜头，不要遮挡脸部。</translation>
    </message>
    <message>
        <source>It should be there all the time.</source>
        <translation>人脸应始终出镜。</translation>
    </message>
    <message>
        <source>More than one person</source>
        <translation>不止一个人</translation>
    </message>
    <message>
        <source>Film alone, without pictures or mirrors behind you.</source>
        <translation>请单人拍摄，身后不要有画像或镜子。</translation>
    </message>
    <message>
        <source>The person lies on the side</source>
        <translation>人物是横躺的</translation>
    </message>
    <message>
        <source>The video is stored on its side, and the file does not say so.</source>
        <translation>视频是横着存储的，但文件没有旋转标记。</translation>
    </message>
    <message>
        <source>Turn the video upright in an editor and save it without cutting it.</source>
        <translation>请用剪辑软件转正后保存，不要剪切。</translation>
    </message>
    <message>
        <source>The face is small</source>
        <translation>人脸偏小</translation>
    </message>
    <message>
        <source>For {seconds} s there is a second face; only one person should be seen.</source>
        <translation>有 {seconds} 秒出现了第二张脸；应只有一个人出镜。</translation>
    </message>
    <message>
        <source>Only one person should be seen.</source>
        <translation>应只有一个人出镜。</translation>
    </message>
    <message>
        <source>It takes {percent} % of the picture&apos;s height; {minimum} or more are advised.</source>
        <translation>占画面高度的 {percent}%，建议不低于 {minimum}%。</translation>
    </message>
    <message>
        <source>Move the camera nearer, and film again.</source>
        <translation>请把相机移近，然后重新拍摄。</translation>
    </message>
    <message>
        <source>It should be larger in the picture.</source>
        <translation>人脸在画面中应更大。</translation>
    </message>
    <message>
        <source>The head leaves the picture</source>
        <translation>头部出画</translation>
    </message>
    <message>
        <source>For {seconds} s the head touches the edge or is beyond it.</source>
        <translation>有 {seconds} 秒头部贴边或超出画面。</translation>
    </message>
    <message>
        <source>Leave some room above and beside the head, and film again.</source>
        <translation>请在头部上方和两侧留出空间，然后重新拍摄。</translation>
    </message>
    <message>
        <source>The head touches the edge or is beyond it.</source>
        <translation>头部贴边或超出画面。</translation>
    </message>
    <message>
        <source>The face is not sharp</source>
        <translation>人脸不清晰</translation>
    </message>
    <message>
        <source>The face is blurred for most of the take.</source>
        <translation>大部分时间人脸模糊。</translation>
    </message>
    <message>
        <source>Set the focus on the eyes and fix it there, clean the lens, and film again.</source>
        <translation>请对焦于眼睛并锁定对焦，擦净镜头，然后重新拍摄。</translation>
    </message>
    <message>
        <source>Little light on the face</source>
        <translation>脸部光线偏暗</translation>
    </message>
    <message>
        <source>The skin has {percent} % of full light; {minimum} or more suit most faces.</source>
        <translation>肤色亮度为 {percent}%，多数人不低于 {minimum}% 较合适。</translation>
    </message>
    <message>
        <source>If the face looks dark to you, give it more light. Darker skin may well be below.</source>
        <translation>如果看起来偏暗，请给脸部补光。肤色较深时低一些也正常。</translation>
    </message>
    <message>
        <source>If the face looks dark to you, it needs more light.</source>
        <translation>如果看起来偏暗，请给脸部补光。</translation>
    </message>
    <message>
        <source>Much light on the face</source>
        <translation>脸部光线偏亮</translation>
    </message>
    <message>
        <source>The skin has {percent} % of full light; {maximum} or less suit most faces.</source>
        <translation>肤色亮度为 {percent}%，多数人不高于 {maximum}% 较合适。</translation>
    </message>
    <message>
        <source>If the face looks pale to you, take some light away.</source>
        <translation>如果看起来发白，请减弱光线。</translation>
    </message>
    <message>
        <source>If the face looks pale to you, it needs less light.</source>
        <translation>如果看起来发白，需要减弱光线。</translation>
    </message>
    <message>
        <source>White spots on the face</source>
        <translation>脸部有过曝</translation>
    </message>
    <message>
        <source>{percent} % of the face is plain white.</source>
        <translation>脸部的 {percent}% 为纯白。</translation>
    </message>
    <message>
        <source>Soften the lamps or turn the exposure down, powder shining skin, and film again.</source>
        <translation>请柔化灯光或降低曝光，给反光的皮肤补粉，然后重新拍摄。</translation>
    </message>
    <message>
        <source>Part of the face is plain white.</source>
        <translation>脸部部分为纯白。</translation>
    </message>
    <message>
        <source>The mouth is not closed at the start</source>
        <translation>开头没有闭口</translation>
    </message>
    <message>
        <source>It is open for {percent} % of the opening seconds; Huawei asks for a closed mouth there.</source>
        <translation>开头这段时间里有 {percent}% 的时间张口，华为要求闭口。</translation>
    </message>
    <message>
        <source>Film again: smile with the mouth closed for 15 seconds, then speak.</source>
        <translation>请重新拍摄：闭口微笑 15 秒后再开口。</translation>
    </message>
    <message>
        <source>Huawei asks for a closed mouth during the silent opening.</source>
        <translation>华为要求开头静默时闭口。</translation>
    </message>
    <message>
        <source>Sent by this program, Huawei takes only MP4.</source>
        <translation>通过本程序提交时，华为只接受 MP4。</translation>
    </message>
    <message>
        <source>Save it as MP4. The picture stays the same, and nothing has to be filmed again.</source>
        <translation>请另存为 MP4：画面不变，无需重新拍摄。</translation>
    </message>
    <message>
        <source>Huawei names footage in a camera&apos;s own format as a cause of refusals.</source>
        <translation>华为把相机专用格式列为审核不通过的原因之一。</translation>
    </message>
    <message>
        <source>Set the camera to 1920 x 1080 or 3840 x 2160 (UHD), or export the video in one of these sizes.</source>
        <translation>请把相机设为 1920 x 1080 或 3840 x 2160（UHD），或按以上任一尺寸导出。</translation>
    </message>
    <message>
        <source>Not stored upright</source>
        <translation>画面不是正向存储</translation>
    </message>
    <message>
        <source>The file only says that players must turn it. Huawei may see the person lying down or upside down.</source>
        <translation>文件只标记了播放时要旋转，华为看到的人物可能横躺或倒置。</translation>
    </message>
    <message>
        <source>Film a shorter take. Do not cut this one.</source>
        <translation>请重新拍摄较短的一段，不要剪切现有视频。</translation>
    </message>
    <message>
        <source>Play it and look: best are 5 to 6 minutes for Standard, 3 to 5 for Flexus.</source>
        <translation>请播放确认：标准版最好 5～6 分钟，Flexus 版 3～5 分钟。</translation>
    </message>
    <message>
        <source>It may be sent. A take of the advised length can give a better avatar.</source>
        <translation>可以提交；按建议时长拍摄，效果可能更好。</translation>
    </message>
    <message>
        <source>Not the best length for a test shot</source>
        <translation>试拍时长不合适</translation>
    </message>
    <message>
        <source>It lasts {seconds:duration}. {minimum:duration} to {maximum:duration} are enough for a test.</source>
        <translation>时长 {seconds:duration}，试拍 {minimum:duration} 到 {maximum:duration} 即可。</translation>
    </message>
    <message>
        <source>Film a short test with a few seconds of silence and a few sentences.</source>
        <translation>请拍摄一小段：先安静几秒，再说几句话。</translation>
    </message>
    <message>
        <source>Another length is better for a test.</source>
        <translation>试拍建议使用其他时长。</translation>
    </message>
    <message>
        <source>An unusual picture rate</source>
        <translation>帧率不常见</translation>
    </message>
    <message>
        <source>It has {rate} pictures a second; usual are {minimum} to {maximum}.</source>
        <translation>每秒 {rate} 帧，通常为 {minimum} 到 {maximum} 帧。</translation>
    </message>
    <message>
        <source>Film with 25 or 30 pictures a second. Do not change the rate later.</source>
        <translation>请用每秒 25 或 30 帧拍摄，后期不要改变帧率。</translation>
    </message>
    <message>
        <source>The number of pictures a second is unusual.</source>
        <translation>每秒帧数不常见。</translation>
    </message>
    <message>
        <source>A less usual picture rate</source>
        <translation>帧率较少见</translation>
    </message>
    <message>
        <source>It has {rate} pictures a second; usual are 25, 30, 50 or 60.</source>
        <translation>每秒 {rate} 帧，通常为 25、30、50 或 60 帧。</translation>
    </message>
    <message>
        <source>It can be sent. For the next take set the camera to 25 or 30.</source>
        <translation>可以上传。下次拍摄请把相机设为 25 或 30 帧。</translation>
    </message>
    <message>
        <source>Usual are 25, 30, 50 or 60 pictures a second.</source>
        <translation>通常为每秒 25、30、50 或 60 帧。</translation>
    </message>
    <message>
        <source>The pictures come at uneven times</source>
        <translation>帧率不固定</translation>
    </message>
    <message>
        <source>{percent} % of the pictures come too early or too late, so lips and sound may drift apart.</source>
        <translation>{percent}% 的画面过早或过晚出现，口型和声音可能对不上。</translation>
    </message>
    <message>
        <source>Make the rate even, or film with the camera&apos;s own program and a fixed rate.</source>
        <translation>请转换为固定帧率，或用相机自带的程序以固定帧率拍摄。</translation>
    </message>
    <message>
        <source>Lips and sound may drift apart.</source>
        <translation>口型和声音可能对不上。</translation>
    </message>
    <message>
        <source>Every picture is made of two halves</source>
        <translation>画面是隔行的</translation>
    </message>
    <message>
        <source>{percent} % of the pictures are interlaced: edges turn into combs when something moves.</source>
        <translation>{percent}% 的画面为隔行扫描，物体移动时边缘会出现梳状条纹。</translation>
    </message>
    <message>
        <source>Make whole pictures of them, and set the camera to progressive (p instead of i) before the next take.</source>
        <translation>请转换为逐行画面，下次拍摄前把相机设为逐行（选 p，不选 i）。</translation>
    </message>
    <message>
        <source>The video is interlaced: edges turn into combs when something moves.</source>
        <translation>视频为隔行扫描，物体移动时边缘会出现梳状条纹。</translation>
    </message>
    <message>
        <source>Some pictures are made of two halves</source>
        <translation>部分画面是隔行的</translation>
    </message>
    <message>
        <source>{percent} % of the pictures look interlaced: edges turn into combs when something moves.</source>
        <translation>{percent}% 的画面疑似隔行扫描，物体移动时边缘会出现梳状条纹。</translation>
    </message>
    <message>
        <source>Look at moving edges. If you see combs, make whole pictures of them.</source>
        <translation>请查看移动物体的边缘，如有梳状条纹，请转换为逐行画面。</translation>
    </message>
    <message>
        <source>Some pictures look interlaced: edges turn into combs when something moves.</source>
        <translation>部分画面疑似隔行扫描，物体移动时边缘会出现梳状条纹。</translation>
    </message>
    <message>
        <source>A very large file</source>
        <translation>文件很大</translation>
    </message>
    <message>
        <source>It has {size:size}; videos for an avatar are usually below {limit:size}.</source>
        <translation>大小为 {size:size}，制作数字人的视频通常小于 {limit:size}。</translation>
    </message>
    <message>
        <source>Copy the video from the camera again and wait until the copy is complete. If that does not help, film it again.</source>
        <translation>请重新从相机拷贝视频，并等待拷贝完成。如仍有问题，请重新拍摄。</translation>
    </message>
    <message>
        <source>Videos for an avatar are usually smaller.</source>
        <translation>制作数字人的视频通常更小。</translation>
    </message>
    <message>
        <source>Something about this video</source>
        <translation>关于此视频</translation>
    </message>
    <message>
        <source>The check says {code}. This program has no words for it yet.</source>
        <translation>检查结果为 {code}，本程序尚无对应说明。</translation>
    </message>
    <message>
        <source>Black pictures</source>
        <translation>有黑屏</translation>
    </message>
    <message>
        <source>The picture is black for up to {seconds} s.</source>
        <translation>最长黑屏 {seconds} 秒。</translation>
    </message>
    <message>
        <source>Send the camera&apos;s own file, or film again in one piece.</source>
        <translation>请使用相机原始文件，或不间断地重新拍摄。</translation>
    </message>
    <message>
        <source>The picture is black for a moment.</source>
        <translation>画面短暂黑屏。</translation>
    </message>
    <message>
        <source>The picture stands still</source>
        <translation>画面静止</translation>
    </message>
    <message>
        <source>It does not move for up to {seconds} s, as if the camera had stopped.</source>
        <translation>画面最长静止 {seconds} 秒，像是相机停住了。</translation>
    </message>
    <message>
        <source>Send the camera&apos;s own file. If it is that file, film it again.</source>
        <translation>请使用相机原始文件；如果已是原始文件，请重新拍摄。</translation>
    </message>
    <message>
        <source>It does not move for a moment.</source>
        <translation>画面短暂静止。</translation>
    </message>
    <message>
        <source>Send the camera&apos;s own file, or film again without a break. Slips of the tongue may stay in.</source>
        <translation>请使用相机原始文件，或不间断地重新拍摄。口误可以保留。</translation>
    </message>
    <message>
        <source>The light changes</source>
        <translation>光线有变化</translation>
    </message>
    <message>
        <source>It becomes up to {percent} % brighter or darker than in the rest of the take.</source>
        <translation>与其余部分相比，最多变亮或变暗 {percent}%。</translation>
    </message>
    <message>
        <source>Switch off automatic exposure, shut out daylight, and film again.</source>
        <translation>请关闭自动曝光，遮住自然光，然后重新拍摄。</translation>
    </message>
    <message>
        <source>It becomes brighter or darker than in the rest of the take.</source>
        <translation>与其余部分相比变亮或变暗。</translation>
    </message>
    <message>
        <source>The light flickers</source>
        <translation>光线闪烁</translation>
    </message>
    <message>
        <source>It rises and falls by {percent} % from picture to picture, as some lamps do.</source>
        <translation>相邻画面的亮度起伏 {percent}%，某些灯具会这样。</translation>
    </message>
    <message>
        <source>It rises and falls from picture to picture, as some lamps do.</source>
        <translation>相邻画面的亮度有起伏，某些灯具会这样。</translation>
    </message>
    <message>
        <source>The camera is not steady</source>
        <translation>镜头不稳</translation>
    </message>
    <message>
        <source>The picture moves by up to {percent} % of its width.</source>
        <translation>画面移动最多达宽度的 {percent}%。</translation>
    </message>
    <message>
        <source>Put the camera on a tripod, touch nothing, and film again.</source>
        <translation>请把相机放在三脚架上，不要触碰，然后重新拍摄。</translation>
    </message>
    <message>
        <source>The picture moves as a whole.</source>
        <translation>画面整体晃动。</translation>
    </message>
    <message>
        <source>Black bars at the edges</source>
        <translation>边缘有黑边</translation>
    </message>
    <message>
        <source>They take {percent} % of the picture; the person becomes smaller by them.</source>
        <translation>黑边占画面的 {percent}%，人物因此变小。</translation>
    </message>
    <message>
        <source>Export it again so that the picture fills the frame.</source>
        <translation>请重新导出，使画面铺满。</translation>
    </message>
    <message>
        <source>The person becomes smaller by them.</source>
        <translation>人物因此变小。</translation>
    </message>
    <message>
        <source>{percent} % of the picture&apos;s edge is green; to replace the background all of it must be.</source>
        <translation>画面边缘只有 {percent}% 是绿色；要替换背景，边缘须全部是绿幕。</translation>
    </message>
    <message>
        <source>Film before a green screen, or choose to keep the background.</source>
        <translation>请在绿幕前拍摄，或选择保留背景。</translation>
    </message>
    <message>
        <source>To replace the background, everything around the person must be green.</source>
        <translation>要替换背景，人物四周须全部是绿幕。</translation>
    </message>
    <message>
        <source>A blue screen</source>
        <translation>背景是蓝幕</translation>
    </message>
    <message>
        <source>Huawei can replace a green background only.</source>
        <translation>华为只能替换绿幕背景。</translation>
    </message>
    <message>
        <source>The green screen is too small</source>
        <translation>绿幕没有铺满</translation>
    </message>
    <message>
        <source>Something else shows beside it.</source>
        <translation>绿幕旁边露出了其他东西。</translation>
    </message>
    <message>
        <source>The green screen is not lit evenly</source>
        <translation>绿幕打光不均匀</translation>
    </message>
    <message>
        <source>Its light differs by {stops} stops; a third of a stop is good.</source>
        <translation>明暗相差 {stops} 档，三分之一档以内为佳。</translation>
    </message>
    <message>
        <source>The video seems to be cut</source>
        <translation>视频疑似被剪切</translation>
    </message>
    <message>
        <source>The picture jumps, as if something were cut out; Huawei asks for one take in one piece.</source>
        <translation>画面有跳变，像被剪切过；华为要求一镜到底。</translation>
    </message>
    <message>
        <source>Set the shutter to 1/50 s (1/60 s where mains current has 60 Hz) or take other lamps, and film again.</source>
        <translation>请把快门设为 1/50 秒（60 Hz 电网地区设为 1/60 秒），或更换灯具，然后重新拍摄。</translation>
    </message>
    <message>
        <source>No green screen, or much too small</source>
        <translation>没有绿幕，或绿幕太小</translation>
    </message>
    <message>
        <source>{percent} % of the picture&apos;s edge is green; {minimum} or more is our advice.</source>
        <translation>画面边缘有 {percent}% 是绿色，本程序建议不低于 {minimum}%。</translation>
    </message>
    <message>
        <source>Move the camera nearer or hang the screen so that it fills the picture, and film again.</source>
        <translation>请把相机移近，或让绿幕铺满画面，然后重新拍摄。</translation>
    </message>
    <message>
        <source>Light the screen from both sides, smooth out its folds, stand further away from it, and film again.</source>
        <translation>请从两侧给绿幕打光、抚平褶皱、离绿幕远一些，然后重新拍摄。</translation>
    </message>
    <message>
        <source>Some parts are much brighter than others.</source>
        <translation>有些部分明显更亮。</translation>
    </message>
    <message>
        <source>The green screen is dark</source>
        <translation>绿幕偏暗</translation>
    </message>
    <message>
        <source>It has {percent} % of full light; {minimum} or more are good.</source>
        <translation>亮度为 {percent}%，不低于 {minimum}% 为佳。</translation>
    </message>
    <message>
        <source>Give the screen more light of its own.</source>
        <translation>请给绿幕单独补光。</translation>
    </message>
    <message>
        <source>It needs more light.</source>
        <translation>需要更多光线。</translation>
    </message>
    <message>
        <source>The green screen is very bright</source>
        <translation>绿幕过亮</translation>
    </message>
    <message>
        <source>It has {percent} % of full light; {maximum} or less are good.</source>
        <translation>亮度为 {percent}%，不高于 {maximum}% 为佳。</translation>
    </message>
    <message>
        <source>Take some light off the screen.</source>
        <translation>请减弱绿幕的光线。</translation>
    </message>
    <message>
        <source>It needs less light.</source>
        <translation>需要减弱光线。</translation>
    </message>
    <message>
        <source>Green light on the person</source>
        <translation>人物身上有绿光</translation>
    </message>
    <message>
        <source>{percent} % of the person&apos;s outline shines green.</source>
        <translation>人物轮廓的 {percent}% 泛绿光。</translation>
    </message>
    <message>
        <source>Stand two metres or more away from the screen, light the person from behind, and film again.</source>
        <translation>请离绿幕两米以上，从后方给人物打光，然后重新拍摄。</translation>
    </message>
    <message>
        <source>The person&apos;s outline shines green.</source>
        <translation>人物轮廓泛绿光。</translation>
    </message>
    <message>
        <source>Something green on the person</source>
        <translation>人物身上有绿色</translation>
    </message>
    <message>
        <source>{percent} % of the person is green and would become see-through.</source>
        <translation>人物的 {percent}% 是绿色，替换背景后会变透明。</translation>
    </message>
    <message>
        <source>Change green, shining or see-through clothes and things, then film again.</source>
        <translation>请更换绿色、反光或透明的衣物和物品，然后重新拍摄。</translation>
    </message>
    <message>
        <source>It would become see-through.</source>
        <translation>替换背景后会变透明。</translation>
    </message>
</context>
<context>
    <name>FindingCard</name>
    <message>
        <source>{kind}: {title}</source>
        <translation>{kind}：{title}</translation>
    </message>
    <message>
        <source>You send it anyway: {reason}</source>
        <translation>您选择仍然提交：{reason}</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>Mend it...</source>
        <translation>修复...</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>定位</translation>
    </message>
    <message>
        <source>Send anyway...</source>
        <translation>仍然提交...</translation>
    </message>
</context>
<context>
    <name>FirstSteps</name>
    <message>
        <source>How it goes</source>
        <translation>制作流程</translation>
    </message>
    <message>
        <source>Choose your files</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>The video is checked on this computer. You see what to mend before anything is sent.</source>
        <translation>视频在本机检查。上传之前，您就能看到需要修改的地方。</translation>
    </message>
    <message>
        <source>Read it through and submit</source>
        <translation>核对并提交</translation>
    </message>
    <message>
        <source>Only then are your files sent: to your own Huawei Cloud account, and to nobody else.</source>
        <translation>提交后文件才会上传，且只传到您自己的华为云账号，不会发给其他任何人。</translation>
    </message>
    <message>
        <source>Wait for Huawei</source>
        <translation>等待华为处理</translation>
    </message>
    <message>
        <source>People look at it, then it is trained. This window shows you where it stands.</source>
        <translation>先由人工审核，再进行训练。您可以在此窗口查看进度。</translation>
    </message>
    <message>
        <source>With a camera and a green cloth: the standard avatar</source>
        <translation>用相机和绿幕拍摄：标准版</translation>
    </message>
    <message>
        <source>With a phone, anywhere: the Flexus avatar</source>
        <translation>用手机随处拍摄：Flexus 版</translation>
    </message>
    <message>
        <source>Not filmed yet? &amp;How to film</source>
        <translation>还没拍摄？如何拍摄(&amp;H)</translation>
    </message>
</context>
<context>
    <name>Fold</name>
    <message>
        <source>Open</source>
        <translation>已展开</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已收起</translation>
    </message>
</context>
<context>
    <name>FollowPage</name>
    <message>
        <source>Handed in</source>
        <translation>已提交</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>审核中</translation>
    </message>
    <message>
        <source>In training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>Final look</source>
        <translation>最后确认</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>已就绪</translation>
    </message>
    <message>
        <source>Huawei&apos;s reason, in its own words</source>
        <translation>华为给出的原因（原文）</translation>
    </message>
    <message>
        <source>&amp;Ask now</source>
        <translation>立即查询(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Sign in again</source>
        <translation>重新登录(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Change and send again</source>
        <translation>修改并重新提交(&amp;C)</translation>
    </message>
    <message>
        <source>Your avatar at Huawei Cloud</source>
        <translation>您在华为云上的数字人</translation>
    </message>
    <message>
        <source>Huawei aims to review within one working day and to train within three. You may close this.</source>
        <translation>华为力争 1 个工作日内审核、3 个工作日内训练完成。您可以关闭此窗口。</translation>
    </message>
    <message>
        <source>Asking Huawei Cloud where it stands...</source>
        <translation>正在向华为云查询进度...</translation>
    </message>
    <message>
        <source>Last asked at {time}</source>
        <translation>上次查询：{time}</translation>
    </message>
    <message>
        <source>Asking...</source>
        <translation>正在查询...</translation>
    </message>
</context>
<context>
    <name>Gap</name>
    <message>
        <source>Sign in to Huawei Cloud.</source>
        <translation>请登录华为云。</translation>
    </message>
    <message>
        <source>Give the avatar a name.</source>
        <translation>请填写数字人名称。</translation>
    </message>
    <message>
        <source>Shorten the name: {maximum} characters at most.</source>
        <translation>请缩短名称：最多 {maximum} 个字符。</translation>
    </message>
    <message>
        <source>Choose the kind of avatar.</source>
        <translation>请选择数字人类型。</translation>
    </message>
    <message>
        <source>Choose at least one place where the avatar will be used.</source>
        <translation>请至少选择一个使用场景。</translation>
    </message>
    <message>
        <source>A copy of a livestream room needs &quot;Livestreams&quot; under where it will be used.</source>
        <translation>复刻直播间需要在使用场景中勾选“直播”。</translation>
    </message>
    <message>
        <source>Shorten the batch name: {maximum} characters at most.</source>
        <translation>请缩短批次名称：最多 {maximum} 个字符。</translation>
    </message>
    <message>
        <source>Choose what the voice will mostly say.</source>
        <translation>请选择声音的主要内容。</translation>
    </message>
    <message>
        <source>Choose a woman&apos;s or a man&apos;s voice.</source>
        <translation>请选择女声或男声。</translation>
    </message>
    <message>
        <source>Choose the recording, a .zip file.</source>
        <translation>请选择录音（.zip 文件）。</translation>
    </message>
    <message>
        <source>Choose the video of the person.</source>
        <translation>请选择人物视频。</translation>
    </message>
    <message>
        <source>Wait until the video has been checked.</source>
        <translation>请等待视频检查完成。</translation>
    </message>
    <message>
        <source>This video cannot be read. Choose another one.</source>
        <translation>无法读取此视频，请选择其他视频。</translation>
    </message>
    <message>
        <source>Huawei would refuse this video. See below what has to change.</source>
        <translation>华为会拒绝此视频，请看下方需要修改的内容。</translation>
    </message>
    <message>
        <source>Read the warnings about the video: mend each, or send it anyway.</source>
        <translation>请查看视频的各项注意：逐项修复，或选择仍然提交。</translation>
    </message>
    <message>
        <source>This video cannot be sent in {count} pieces. Choose another file.</source>
        <translation>此视频无法分成 {count} 片上传，请选择其他文件。</translation>
    </message>
    <message>
        <source>Choose the photo of the ID card&apos;s side with the photo.</source>
        <translation>请选择身份证人像面的照片。</translation>
    </message>
    <message>
        <source>Choose the photo of the ID card&apos;s side with the national emblem.</source>
        <translation>请选择身份证国徽面的照片。</translation>
    </message>
    <message>
        <source>Choose the signed letter.</source>
        <translation>请选择已签名的授权书。</translation>
    </message>
    <message>
        <source>Shorten the phone number: {maximum} characters at most.</source>
        <translation>请缩短手机号码：最多 {maximum} 个字符。</translation>
    </message>
    <message>
        <source>This file is empty. Choose another one.</source>
        <translation>此文件是空的，请选择其他文件。</translation>
    </message>
    <message>
        <source>This file is too large: 5 GB at most. Choose another one.</source>
        <translation>此文件太大，最大 5 GB，请选择其他文件。</translation>
    </message>
    <message>
        <source>This video is empty or too large to be sent. Choose another file.</source>
        <translation>此视频为空或太大，无法上传，请选择其他文件。</translation>
    </message>
    <message>
        <source>Something is missing here ({code}).</source>
        <translation>此处还缺少内容（{code}）。</translation>
    </message>
</context>
<context>
    <name>HeatMap</name>
    <message>
        <source>How even the light on the screen behind the person is</source>
        <translation>人物背后幕布的光线均匀度</translation>
    </message>
    <message>
        <source>Darkest at the {dark}, brightest at the {bright}.</source>
        <translation>最暗处在{dark}，最亮处在{bright}。</translation>
    </message>
    <message>
        <source>top left</source>
        <translation>左上</translation>
    </message>
    <message>
        <source>top</source>
        <translation>上方</translation>
    </message>
    <message>
        <source>top right</source>
        <translation>右上</translation>
    </message>
    <message>
        <source>left</source>
        <translation>左侧</translation>
    </message>
    <message>
        <source>middle</source>
        <translation>中间</translation>
    </message>
    <message>
        <source>right</source>
        <translation>右侧</translation>
    </message>
    <message>
        <source>bottom left</source>
        <translation>左下</translation>
    </message>
    <message>
        <source>bottom</source>
        <translation>下方</translation>
    </message>
    <message>
        <source>bottom right</source>
        <translation>右下</translation>
    </message>
    <message>
        <source>darker</source>
        <translation>偏暗</translation>
    </message>
    <message>
        <source>brighter</source>
        <translation>偏亮</translation>
    </message>
    <message>
        <source>no screen</source>
        <translation>无幕布</translation>
    </message>
</context>
<context>
    <name>HomeFoot</name>
    <message>
        <source>Speed and &amp;hours</source>
        <translation>速度与时段(&amp;H)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>L&amp;ook</source>
        <translation>外观(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Account</source>
        <translation>账号(&amp;A)</translation>
    </message>
    <message>
        <source>Sign &amp;in</source>
        <translation>登录(&amp;I)</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>&amp;New avatar</source>
        <translation>新建数字人(&amp;N)</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>本机上的数字人</translation>
    </message>
    <message>
        <source>&amp;Continue all</source>
        <translation>全部继续(&amp;C)</translation>
    </message>
    <message>
        <source>My avatars at Huawei Cloud</source>
        <translation>我在华为云上的数字人</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>刷新(&amp;R)</translation>
    </message>
    <message>
        <source>Asking Huawei Cloud...</source>
        <translation>正在查询华为云...</translation>
    </message>
    <message>
        <source>There are none yet.</source>
        <translation>还没有数字人。</translation>
    </message>
    <message>
        <source>Showing the newest {shown} of {count}.</source>
        <translation>共 {count} 个，显示最新的 {shown} 个。</translation>
    </message>
    <message>
        <source>Make an avatar of a person</source>
        <translation>为真人制作数字人</translation>
    </message>
    <message>
        <source>Whatever can be checked is checked on this computer first, before anything is sent.</source>
        <translation>凡是能检查的，都会在上传之前先在本机检查。</translation>
    </message>
    <message>
        <source>Practice: nothing leaves this computer. Try whatever you like.</source>
        <translation>练习模式：不会上传任何内容，请随意尝试。</translation>
    </message>
</context>
<context>
    <name>HomePresenter</name>
    <message>
        <source>Not signed in yet; the wizard asks for it.</source>
        <translation>尚未登录，需要时会提示。</translation>
    </message>
    <message>
        <source>Signed in: {region}</source>
        <translation>已登录：{region}</translation>
    </message>
</context>
<context>
    <name>HopList</name>
    <message>
        <source>in order</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>stopped here</source>
        <translation>止步于此</translation>
    </message>
    <message>
        <source>The connection works.</source>
        <translation>连接正常。</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Secure connection</source>
        <translation>安全连接</translation>
    </message>
    <message>
        <source>This computer&apos;s clock</source>
        <translation>本机时间</translation>
    </message>
    <message>
        <source>Access key or password</source>
        <translation>访问密钥或密码</translation>
    </message>
    <message>
        <source>Permission to make avatars</source>
        <translation>制作数字人的权限</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>MetaStudio</source>
        <translation>MetaStudio</translation>
    </message>
</context>
<context>
    <name>HoursChoice</name>
    <message>
        <source>Ne&amp;ver send between</source>
        <translation>以下时段不上传(&amp;V)</translation>
    </message>
    <message>
        <source>Never send between two times</source>
        <translation>每天有一段时间不上传</translation>
    </message>
    <message>
        <source>Nothing is sent from</source>
        <translation>不上传时段的开始时间</translation>
    </message>
    <message>
        <source>Nothing is sent until</source>
        <translation>不上传时段的结束时间</translation>
    </message>
    <message>
        <source>nor between</source>
        <translation>另一时段</translation>
    </message>
    <message>
        <source>and</source>
        <comment>between two times of day</comment>
        <translation>至</translation>
    </message>
    <message>
        <source>Sending is allowed at any hour.</source>
        <translation>全天均可上传。</translation>
    </message>
    <message>
        <source>Give a time of day, for example {time}.</source>
        <translation>请输入时间，例如 {time}。</translation>
    </message>
    <message>
        <source>Both times are the same: that could mean never or always.</source>
        <translation>开始时间和结束时间相同，无法判断是全天还是从不。</translation>
    </message>
    <message>
        <source>Every day, from {start} until midnight</source>
        <translation>每天 {start} 至午夜 24:00</translation>
    </message>
    <message>
        <source>Every day, from {start} until {end}</source>
        <translation>每天 {start} 至 {end}</translation>
    </message>
    <message>
        <source>Every day, from {start} until {end} the next morning</source>
        <translation>每天 {start} 至次日早上 {end}</translation>
    </message>
    <message>
        <source>Every day, from {start} until {end} the next day</source>
        <translation>每天 {start} 至次日 {end}</translation>
    </message>
</context>
<context>
    <name>KeysGuide</name>
    <message>
        <source>Open the Huawei Cloud console in a browser. At the top right: your name, then My Credentials.</source>
        <translation>在浏览器中打开华为云控制台，点击右上角的用户名，选择“我的凭证”。</translation>
    </message>
    <message>
        <source>Access Keys, then Create Access Key. A file with both keys is downloaded, this one time only.</source>
        <translation>选择“访问密钥”，再点击“新增访问密钥”。两个密钥会保存在一个文件中，仅可下载这一次。</translation>
    </message>
    <message>
        <source>Treat the secret key like a bank card&apos;s PIN. This program only signs with it and never sends it.</source>
        <translation>请像银行卡密码一样保管私有访问密钥。本程序只用它签名，从不发送它。</translation>
    </message>
    <message>
        <source>If somebody else looks after the account, ask them for a user name and password of your own.</source>
        <translation>如果账号由他人管理，请向对方申请您自己的用户名和密码。</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>Sending goes on here, in the background.</source>
        <translation>上传在后台继续。</translation>
    </message>
</context>
<context>
    <name>Limits</name>
    <message>
        <source>Today, {day}</source>
        <translation>今天，{day}</translation>
    </message>
    <message>
        <source>Tomorrow, {day}</source>
        <translation>明天，{day}</translation>
    </message>
    <message>
        <source>at most {rate} Mbit/s</source>
        <translation>不超过 {rate} Mbit/s</translation>
    </message>
    <message>
        <source>a quarter of the line stays free</source>
        <translation>预留四分之一带宽</translation>
    </message>
    <message>
        <source>nothing between {start} and {end}</source>
        <translation>{start} 至 {end} 不上传</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>as fast as the line allows, at any time</source>
        <translation>不限速，全天均可上传</translation>
    </message>
    <message>
        <source>nothing before {time} today</source>
        <translation>今天 {time} 之后才开始上传</translation>
    </message>
    <message>
        <source>nothing before {time} tomorrow</source>
        <translation>明天 {time} 之后才开始上传</translation>
    </message>
    <message>
        <source>nothing before {time} on {day}</source>
        <translation>{day} {time} 之后才开始上传</translation>
    </message>
    <message>
        <source>dddd, d MMM</source>
        <translation>M月d日 dddd</translation>
    </message>
</context>
<context>
    <name>LimitsDialog</name>
    <message>
        <source>Speed and hours</source>
        <translation>速度与时段</translation>
    </message>
    <message>
        <source>&amp;More</source>
        <translation>更多(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>This could not be kept for the next time.</source>
        <translation>设置未能保存到下次使用。</translation>
    </message>
    <message>
        <source>It holds until you close this program; after that, it is as it was before.</source>
        <translation>在关闭本程序之前，新设置有效；之后恢复为原来的设置。</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>重试(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>While it waits, leave this program open and the computer switched on. A sleeping computer sends nothing; it goes on when it wakes up.</source>
        <translation>等待期间请勿关闭本程序和电脑。电脑睡眠时不会上传，唤醒后自动继续。</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Once saved: {limits}.</source>
        <translation>保存后：{limits}。</translation>
    </message>
    <message>
        <source>Now: {limits}.</source>
        <translation>当前：{limits}。</translation>
    </message>
</context>
<context>
    <name>MendDialog</name>
    <message>
        <source>Mend the video</source>
        <translation>修复视频</translation>
    </message>
    <message>
        <source>A new video is made, and yours stays as it is. What needs no change is copied exactly; nothing is cut, smoothed or sharpened.</source>
        <translation>将生成一个新视频，您的原视频保持不变。无需修改的部分原样复制，不剪切、不磨皮、不锐化。</translation>
    </message>
    <message>
        <source>&amp;Mend it</source>
        <translation>开始修复(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>It needs about {needed} there.</source>
        <translation>该处约需 {needed}。</translation>
    </message>
    <message>
        <source>{free} are free.</source>
        <translation>可用空间 {free}。</translation>
    </message>
    <message>
        <source>That may be too little: choose another folder, or make room.</source>
        <translation>空间可能不足，请选择其他文件夹，或清理磁盘。</translation>
    </message>
    <message>
        <source>Mending: {percent} %, {left} left</source>
        <translation>正在修复：{percent}%，剩余{left}</translation>
    </message>
    <message>
        <source>Mending: {percent} %</source>
        <translation>正在修复：{percent}%</translation>
    </message>
    <message>
        <source>It begins in a moment...</source>
        <translation>即将开始...</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>重试(&amp;T)</translation>
    </message>
    <message>
        <source>Change &amp;folder...</source>
        <translation>更改文件夹(&amp;F)...</translation>
    </message>
    <message>
        <source>Folder:</source>
        <translation>文件夹：</translation>
    </message>
    <message>
        <source>Mending the video</source>
        <translation>正在修复视频</translation>
    </message>
</context>
<context>
    <name>Mending</name>
    <message>
        <source> (mended)</source>
        <translation>（已修复）</translation>
    </message>
</context>
<context>
    <name>Name</name>
    <message>
        <source>HTTP status {status}</source>
        <translation>HTTP 状态 {status}</translation>
    </message>
    <message>
        <source>Huawei&apos;s code {service_code}</source>
        <translation>华为错误码 {service_code}</translation>
    </message>
    <message>
        <source>Request {request_id}</source>
        <translation>请求 {request_id}</translation>
    </message>
    <message>
        <source>At {start:moment}.</source>
        <translation>位于 {start:moment}。</translation>
    </message>
    <message>
        <source>At {start:moment}, and at one more place.</source>
        <translation>位于 {start:moment}，另有 1 处。</translation>
    </message>
    <message>
        <source>At {start:moment}, and at {count} more places.</source>
        <translation>位于 {start:moment}，另有 {count} 处。</translation>
    </message>
    <message>
        <source>From {start:moment} to {end:moment}, and at one more place.</source>
        <translation>从 {start:moment} 到 {end:moment}，另有 1 处。</translation>
    </message>
    <message>
        <source>From {start:moment} to {end:moment}, and at {count} more places.</source>
        <translation>从 {start:moment} 到 {end:moment}，另有 {count} 处。</translation>
    </message>
    <message>
        <source>From {start:moment} to {end:moment}.</source>
        <translation>从 {start:moment} 到 {end:moment}。</translation>
    </message>
    <message>
        <source>{rate} pictures a second</source>
        <translation>每秒 {rate} 帧</translation>
    </message>
    <message>
        <source>turned by {degrees} degrees</source>
        <translation>旋转 {degrees} 度</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Your avatar</source>
        <translation>数字人</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Identity and consent</source>
        <translation>身份与授权</translation>
    </message>
    <message>
        <source>Extras</source>
        <translation>附加内容</translation>
    </message>
    <message>
        <source>Check answers</source>
        <translation>核对内容</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>上传</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>审核中</translation>
    </message>
    <message>
        <source>Video of the person</source>
        <translation>人物视频</translation>
    </message>
    <message>
        <source>ID card, side with the photo</source>
        <translation>身份证人像面</translation>
    </message>
    <message>
        <source>ID card, side with the national emblem</source>
        <translation>身份证国徽面</translation>
    </message>
    <message>
        <source>Signed letter</source>
        <translation>已签名的授权书</translation>
    </message>
    <message>
        <source>Cover picture</source>
        <translation>封面图片</translation>
    </message>
    <message>
        <source>Voice recording</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Video of gestures</source>
        <translation>动作视频</translation>
    </message>
    <message>
        <source>Picture before retouching</source>
        <translation>修饰前的图片</translation>
    </message>
    <message>
        <source>Picture after retouching</source>
        <translation>修饰后的图片</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>标准版</translation>
    </message>
    <message>
        <source>Flexus</source>
        <translation>Flexus 版</translation>
    </message>
    <message>
        <source>Ultra-fast Flexus</source>
        <translation>Flexus 极速版</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Livestreams</source>
        <translation>直播</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>智能交互</translation>
    </message>
    <message>
        <source>Selling online</source>
        <translation>电商</translation>
    </message>
    <message>
        <source>News</source>
        <translation>新闻</translation>
    </message>
    <message>
        <source>Marketing</source>
        <translation>营销</translation>
    </message>
    <message>
        <source>A woman&apos;s voice</source>
        <translation>女声</translation>
    </message>
    <message>
        <source>A man&apos;s voice</source>
        <translation>男声</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>From the video</source>
        <translation>来自视频</translation>
    </message>
    <message>
        <source>From a recording</source>
        <translation>来自录音</translation>
    </message>
    <message>
        <source>Picture only</source>
        <translation>只要形象</translation>
    </message>
    <message>
        <source>Required by Huawei</source>
        <translation>华为要求</translation>
    </message>
    <message>
        <source>Advised by Huawei</source>
        <translation>华为建议</translation>
    </message>
    <message>
        <source>Our tip</source>
        <translation>我们的提示</translation>
    </message>
    <message>
        <source>Our check</source>
        <translation>我们的检查</translation>
    </message>
    <message>
        <source>Must be changed</source>
        <translation>必须修改</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>注意</translation>
    </message>
    <message>
        <source>Tip</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Good to go</source>
        <translation>可以使用</translation>
    </message>
    <message>
        <source>Usable, with a risk</source>
        <translation>可用，但有风险</translation>
    </message>
    <message>
        <source>Huawei would refuse this</source>
        <translation>华为会拒绝此视频</translation>
    </message>
    <message>
        <source>This file cannot be read</source>
        <translation>无法读取此文件</translation>
    </message>
    <message>
        <source>the name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>the phone number</source>
        <translation>手机号码</translation>
    </message>
    <message>
        <source>the batch name</source>
        <translation>批次名称</translation>
    </message>
    <message>
        <source>the tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>where the avatar is used</source>
        <translation>使用场景</translation>
    </message>
    <message>
        <source>the voice</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>where the voice comes from</source>
        <translation>声音来源</translation>
    </message>
    <message>
        <source>the background</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>the kind of avatar</source>
        <translation>数字人类型</translation>
    </message>
</context>
<context>
    <name>NativePicker</name>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
</context>
<context>
    <name>Needs</name>
    <message>
        <source>What you need</source>
        <translation>您需要准备</translation>
    </message>
    <message>
        <source>A video of the person speaking</source>
        <translation>一段人物说话的视频</translation>
    </message>
    <message>
        <source>Photos of both sides of the ID card</source>
        <translation>身份证正反两面的照片</translation>
    </message>
    <message>
        <source>The letter of consent, filled in and signed</source>
        <translation>填写并签名的授权书</translation>
    </message>
    <message>
        <source>A Huawei Cloud account that may use MetaStudio</source>
        <translation>可使用 MetaStudio 的华为云账号</translation>
    </message>
    <message>
        <source>One image-modelling resource in that account</source>
        <translation>该账号下的一个形象制作资源</translation>
    </message>
    <message>
        <source>How long it takes</source>
        <translation>需要多长时间</translation>
    </message>
    <message>
        <source>10 min</source>
        <translation>10 分钟</translation>
    </message>
    <message>
        <source>here, once the video is filmed</source>
        <translation>视频拍好后，在此操作</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 天</translation>
    </message>
    <message>
        <source>for the review: Huawei&apos;s aim, in working days</source>
        <translation>审核：华为的目标，按工作日计</translation>
    </message>
    <message>
        <source>3 days</source>
        <translation>3 天</translation>
    </message>
    <message>
        <source>for the training: Huawei&apos;s aim, in working days</source>
        <translation>训练：华为的目标，按工作日计</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Fill in &amp;later</source>
        <translation>稍后填写(&amp;L)</translation>
    </message>
    <message>
        <source>Still missing</source>
        <translation>还缺少</translation>
    </message>
    <message>
        <source>Something went wrong in this program.</source>
        <translation>本程序出错了。</translation>
    </message>
    <message>
        <source>Your answers are saved. You can go on, or start the program again.</source>
        <translation>您填写的内容已保存，可以继续，或重新启动程序。</translation>
    </message>
    <message>
        <source>The details hold no personal data; they help whoever repairs it.</source>
        <translation>详细信息不含个人数据，可帮助修复问题。</translation>
    </message>
    <message>
        <source>&amp;Copy details</source>
        <translation>复制详细信息(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Dismiss</source>
        <translation>关闭(&amp;D)</translation>
    </message>
    <message>
        <source>What you enter holds until you close this program; nobody can read it later.</source>
        <translation>您填写的内容只保留到关闭本程序为止，之后任何人都无法读取。</translation>
    </message>
    <message>
        <source>Unlock it, then start this program again.</source>
        <translation>请解锁后重新启动本程序。</translation>
    </message>
    <message>
        <source>These answers are locked away.</source>
        <translation>这些内容已被锁定。</translation>
    </message>
    <message>
        <source>The key that opens them is in this computer&apos;s password store.</source>
        <translation>打开它们的密钥在本机的密码存储中。</translation>
    </message>
    <message>
        <source>Unlock the password store, then start this program again. They are kept.</source>
        <translation>请解锁密码存储，然后重新启动本程序。内容不会丢失。</translation>
    </message>
    <message>
        <source>Sent: {files}.</source>
        <translation>上传：{files}。</translation>
    </message>
    <message>
        <source>To: the practice service on this computer. Nothing leaves it.</source>
        <translation>发往：本机的练习服务，不会离开本机。</translation>
    </message>
    <message>
        <source>To: Huawei Cloud, {region}.</source>
        <translation>发往：华为云，{region}。</translation>
    </message>
    <message>
        <source>It usually uses one image-modelling resource of your account.</source>
        <translation>通常会使用您账号下的一个形象制作资源。</translation>
    </message>
    <message>
        <source>Once the review has begun, it can no longer be changed or taken back.</source>
        <translation>审核开始后，将无法修改或撤回。</translation>
    </message>
    <message>
        <source>Submit &quot;{name}&quot; for review?</source>
        <translation>提交“{name}”进行审核？</translation>
    </message>
    <message>
        <source>&amp;Submit for review</source>
        <translation>提交审核(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Not yet</source>
        <translation>暂不(&amp;N)</translation>
    </message>
    <message>
        <source>Its answers are deleted from this computer. Your own files stay.</source>
        <translation>将从本机删除所填内容，您自己的文件会保留。</translation>
    </message>
    <message>
        <source>The unfinished job at Huawei Cloud is deleted, with what was sent.</source>
        <translation>华为云上未完成的任务及已上传的内容将被删除。</translation>
    </message>
    <message>
        <source>The job at Huawei Cloud stays as it is.</source>
        <translation>华为云上的任务保持不变。</translation>
    </message>
    <message>
        <source>On hold: this connection may cost money</source>
        <translation>已暂缓：当前网络可能产生流量费用</translation>
    </message>
    <message>
        <source>On hold: the battery is low</source>
        <translation>已暂缓：电池电量低</translation>
    </message>
    <message>
        <source>Cancel sending {name}?</source>
        <translation>取消上传“{name}”？</translation>
    </message>
    <message>
        <source>Cancel sending all {count} avatars?</source>
        <translation>取消上传全部 {count} 个数字人？</translation>
    </message>
    <message>
        <source>Nothing had arrived yet. An unfinished job at Huawei Cloud is deleted.</source>
        <translation>尚未上传任何内容。华为云上未完成的任务将被删除。</translation>
    </message>
    <message>
        <source>Nothing had arrived yet. The unfinished jobs at Huawei Cloud are deleted.</source>
        <translation>尚未上传任何内容。华为云上所有未完成的任务将被删除。</translation>
    </message>
    <message>
        <source>{percent} % ({size}) had arrived; it is deleted at Huawei Cloud together with the unfinished job.</source>
        <translation>已上传的 {percent} %（{size}）将连同未完成的任务从华为云删除。</translation>
    </message>
    <message>
        <source>{percent} % of everything ({size}) had arrived; it is deleted at Huawei Cloud together with the unfinished jobs.</source>
        <translation>已上传的 {percent} %（共 {size}）将连同所有未完成的任务从华为云删除。</translation>
    </message>
    <message>
        <source>Your answers and your own files stay; you can submit again later.</source>
        <translation>您填写的内容和您自己的文件会保留，以后可以重新提交。</translation>
    </message>
    <message>
        <source>&amp;Cancel sending</source>
        <translation>取消上传(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Cancel all</source>
        <translation>全部取消(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Keep them</source>
        <translation>全部保留(&amp;K)</translation>
    </message>
    <message>
        <source>{name}: {percent} %</source>
        <translation>{name}：{percent} %</translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names}，另有 {count} 个</translation>
    </message>
    <message>
        <source>{name} could not be cancelled.</source>
        <translation>“{name}”未能取消。</translation>
    </message>
    <message>
        <source>{count} avatars could not be cancelled.</source>
        <translation>{count} 个数字人未能取消。</translation>
    </message>
    <message>
        <source>What had arrived is kept. Resume sending, or cancel again later.</source>
        <translation>已上传的内容会保留。可以继续上传，或稍后再取消。</translation>
    </message>
    <message>
        <source>{name} is in review by now.</source>
        <translation>“{name}”已进入审核。</translation>
    </message>
    <message>
        <source>{count} avatars are in review by now.</source>
        <translation>{count} 个数字人已进入审核。</translation>
    </message>
    <message>
        <source>It was handed in before it could be cancelled, and is not taken back.</source>
        <translation>取消之前已经提交，无法撤回。</translation>
    </message>
    <message>
        <source>this avatar</source>
        <translation>此数字人</translation>
    </message>
    <message>
        <source>&amp;Pause and quit</source>
        <translation>暂停并退出(&amp;P)</translation>
    </message>
    <message>
        <source>Discard {name}?</source>
        <translation>丢弃{name}？</translation>
    </message>
    <message>
        <source>Forget {name}?</source>
        <translation>忘记{name}？</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>丢弃(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Forget</source>
        <translation>忘记(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation>保留(&amp;K)</translation>
    </message>
    <message>
        <source>An avatar is being sent.</source>
        <translation>正在上传数字人。</translation>
    </message>
    <message>
        <source>{count} avatars are being sent.</source>
        <translation>正在上传 {count} 个数字人。</translation>
    </message>
    <message>
        <source>What has arrived stays there; sending goes on when you come back.</source>
        <translation>已上传的内容会保留，下次打开时继续。</translation>
    </message>
    <message>
        <source>&amp;Keep sending</source>
        <translation>继续上传(&amp;K)</translation>
    </message>
    <message>
        <source>This connection may cost money for every gigabyte sent.</source>
        <translation>当前网络可能按流量收费。</translation>
    </message>
    <message>
        <source>The battery is at {percent} %. Plug the computer in if you can.</source>
        <translation>电池电量为 {percent}%。如有条件，请接通电源。</translation>
    </message>
    <message>
        <source>Nothing is lost. If you wait, sending goes on by itself when this is over.</source>
        <translation>数据不会丢失。如选择等待，情况解除后会自动继续上传。</translation>
    </message>
    <message>
        <source>Sending is on hold. Go on now?</source>
        <translation>上传已暂缓。现在继续吗？</translation>
    </message>
    <message>
        <source>&amp;Go on now</source>
        <translation>立即继续(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Wait</source>
        <translation>等待(&amp;W)</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Opening Avatar Wizard. Your keyring may ask for its password.</source>
        <translation>正在打开 Avatar Wizard，密钥环可能会要求输入密码。</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>Avatar Wizard</source>
        <translation>Avatar Wizard</translation>
    </message>
    <message>
        <source>Still waiting for your keyring. Its question may be behind another window: answer it there.</source>
        <translation>仍在等待密钥环。它的询问窗口可能被其他窗口挡住，请在那里回答。</translation>
    </message>
    <message>
        <source>If there is none, close this, unlock the keyring, and start again. Nothing is lost.</source>
        <translation>如果没有询问窗口，请关闭此窗口，解锁密钥环后重新启动。内容不会丢失。</translation>
    </message>
    <message>
        <source>&amp;Put it aside and begin anew</source>
        <translation>移开该文件并重新开始(&amp;P)</translation>
    </message>
</context>
<context>
    <name>OwnAddress</name>
    <message>
        <source>Security token</source>
        <translation>安全令牌</translation>
    </message>
    <message>
        <source>Project ID</source>
        <translation>项目 ID</translation>
    </message>
    <message>
        <source>Found by itself when the region has one project.</source>
        <translation>区域内只有一个项目时自动获取。</translation>
    </message>
    <message>
        <source>Only with a temporary access key.</source>
        <translation>仅用于临时访问密钥。</translation>
    </message>
    <message>
        <source>Address of MetaStudio</source>
        <translation>MetaStudio 地址</translation>
    </message>
    <message>
        <source>Begins with https://</source>
        <translation>以 https:// 开头</translation>
    </message>
    <message>
        <source>Address of IAM</source>
        <translation>IAM 地址</translation>
    </message>
    <message>
        <source>Another region&apos;s ID</source>
        <translation>其他区域的 ID</translation>
    </message>
    <message>
        <source>For example cn-north-4.</source>
        <translation>例如 cn-north-4。</translation>
    </message>
    <message>
        <source>End user&apos;s ID</source>
        <translation>最终用户 ID</translation>
    </message>
    <message>
        <source>For platforms that serve several users; letters and digits.</source>
        <translation>供多用户平台使用，由字母和数字组成。</translation>
    </message>
</context>
<context>
    <name>Pass</name>
    <message>
        <source>Good so far</source>
        <translation>目前没有问题</translation>
    </message>
    <message>
        <source>Looking at the sound of the first minute and at some pictures...</source>
        <translation>正在检查第一分钟的声音和部分画面...</translation>
    </message>
    <message>
        <source>The whole take is looked through as soon as its turn comes.</source>
        <translation>轮到时会自动检查整段视频。</translation>
    </message>
    <message>
        <source>Looking through the whole take: {percent} %, {left} left.</source>
        <translation>正在检查整段视频：{percent}%，剩余{left}。</translation>
    </message>
    <message>
        <source>Looking through the whole take: {percent} %.</source>
        <translation>正在检查整段视频：{percent}%。</translation>
    </message>
    <message>
        <source>You can go on with the next steps.</source>
        <translation>您可以继续后面的步骤。</translation>
    </message>
    <message>
        <source>Looking through the take is paused at {percent} %.</source>
        <translation>检查已暂停，完成 {percent}%。</translation>
    </message>
    <message>
        <source>Only the beginning and some moments were looked at.</source>
        <translation>只检查了开头和部分时刻。</translation>
    </message>
    <message>
        <source>The take was looked through from beginning to end.</source>
        <translation>已从头到尾检查整段视频。</translation>
    </message>
    <message>
        <source>The video is being looked at...</source>
        <translation>正在检查视频...</translation>
    </message>
    <message>
        <source>The video is being looked through: {percent} %</source>
        <translation>正在检查整段视频：{percent}%</translation>
    </message>
    <message>
        <source>Looking through the video is paused.</source>
        <translation>视频检查已暂停。</translation>
    </message>
    <message>
        <source>It is not finished; more may be found.</source>
        <translation>检查尚未结束，可能还会发现问题。</translation>
    </message>
    <message>
        <source>The video was not looked through to its end.</source>
        <translation>视频没有检查到结尾。</translation>
    </message>
</context>
<context>
    <name>PassProgress</name>
    <message>
        <source>Looking through the take</source>
        <translation>正在检查视频</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Skip the rest</source>
        <translation>跳过剩余部分</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Look through it after all</source>
        <translation>继续检查整段</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>{verb}: looking through the take</source>
        <translation>{verb}：检查视频</translation>
    </message>
</context>
<context>
    <name>PausingDialog</name>
    <message>
        <source>Pausing...</source>
        <translation>正在暂停...</translation>
    </message>
    <message>
        <source>What has arrived stays there. This takes a few seconds at most.</source>
        <translation>已上传的内容会保留。最多需要几秒钟。</translation>
    </message>
</context>
<context>
    <name>Places</name>
    <message>
        <source>{time}, {severity}: {title}</source>
        <translation>{time}，{severity}：{title}</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>No connection</source>
        <translation>没有网络连接</translation>
    </message>
    <message>
        <source>Huawei Cloud cannot be reached right now.</source>
        <translation>现在无法连接华为云。</translation>
    </message>
    <message>
        <source>Check your internet connection. It goes on by itself when the network is back.</source>
        <translation>请检查网络连接，网络恢复后会自动继续。</translation>
    </message>
    <message>
        <source>The address {host} cannot be found.</source>
        <translation>找不到地址 {host}。</translation>
    </message>
    <message>
        <source>The address of Huawei Cloud cannot be found.</source>
        <translation>找不到华为云的地址。</translation>
    </message>
    <message>
        <source>The proxy does not answer</source>
        <translation>代理没有响应</translation>
    </message>
    <message>
        <source>Your network uses a proxy, and the proxy cannot be reached.</source>
        <translation>您的网络使用代理，但无法连接该代理。</translation>
    </message>
    <message>
        <source>Ask whoever looks after your network, or use another network.</source>
        <translation>请联系网络管理员，或换用其他网络。</translation>
    </message>
    <message>
        <source>The proxy wants a password</source>
        <translation>代理需要密码</translation>
    </message>
    <message>
        <source>Your network&apos;s proxy lets nobody through without a user name and password.</source>
        <translation>您的网络代理需要用户名和密码。</translation>
    </message>
    <message>
        <source>Enter them in this computer&apos;s network settings, then try again.</source>
        <translation>请在本机的网络设置中填写，然后重试。</translation>
    </message>
    <message>
        <source>The connection is not safe</source>
        <translation>连接不安全</translation>
    </message>
    <message>
        <source>{host} could not prove who it is, so nothing was sent. Someone may be listening in.</source>
        <translation>{host} 无法证明其身份，因此没有发送任何内容。可能有人在窃听。</translation>
    </message>
    <message>
        <source>Check this computer&apos;s date. In a company network, ask for the company&apos;s certificate.</source>
        <translation>请检查本机日期。在公司网络中，请索取公司的证书。</translation>
    </message>
    <message>
        <source>The other side could not prove who it is, so nothing was sent.</source>
        <translation>对方无法证明其身份，因此没有发送任何内容。</translation>
    </message>
    <message>
        <source>This network wants you to sign in first</source>
        <translation>此网络需要先登录</translation>
    </message>
    <message>
        <source>Another page answered instead of Huawei Cloud, as hotel and guest networks do.</source>
        <translation>响应的不是华为云，而是其他页面，酒店和访客网络常会这样。</translation>
    </message>
    <message>
        <source>Open any web page, sign in to the network, then try again.</source>
        <translation>请打开任意网页登录网络，然后重试。</translation>
    </message>
    <message>
        <source>No answer yet</source>
        <translation>尚无响应</translation>
    </message>
    <message>
        <source>Huawei Cloud took too long to answer.</source>
        <translation>华为云响应时间过长。</translation>
    </message>
    <message>
        <source>It is tried again by itself. Nothing is lost.</source>
        <translation>会自动重试，不会丢失内容。</translation>
    </message>
    <message>
        <source>Sent to another address</source>
        <translation>被转到其他地址</translation>
    </message>
    <message>
        <source>Something on the way wanted to send your data elsewhere. Nothing was sent.</source>
        <translation>途中有设备想把您的数据转往别处，没有发送任何内容。</translation>
    </message>
    <message>
        <source>Use another network, or ask whoever looks after this one.</source>
        <translation>请换用其他网络，或联系网络管理员。</translation>
    </message>
    <message>
        <source>That address is not encrypted</source>
        <translation>该地址未加密</translation>
    </message>
    <message>
        <source>The address begins with http. Everybody on the way could read along.</source>
        <translation>地址以 http 开头，途中任何人都能读取内容。</translation>
    </message>
    <message>
        <source>Use an address that begins with https.</source>
        <translation>请使用以 https 开头的地址。</translation>
    </message>
    <message>
        <source>An unexpected upload address</source>
        <translation>意外的上传地址</translation>
    </message>
    <message>
        <source>Please report this.</source>
        <translation>请反馈此问题。</translation>
    </message>
    <message>
        <source>The files would go to {host}, which is not known as safe. Nothing was sent.</source>
        <translation>文件将发往 {host}，该地址未确认安全。尚未发送任何内容。</translation>
    </message>
    <message>
        <source>If your administrator confirms it, allow it under Speed and hours, More.</source>
        <translation>如管理员确认该地址可信，请在“速度与时段”的“更多”中允许。</translation>
    </message>
    <message>
        <source>The upload would go to a place that is not known as safe. Nothing was sent.</source>
        <translation>上传目的地不在已知的安全范围内，没有发送任何内容。</translation>
    </message>
    <message>
        <source>The answer got lost</source>
        <translation>响应丢失</translation>
    </message>
    <message>
        <source>The request went out, but no answer came back.</source>
        <translation>请求已发出，但没有收到响应。</translation>
    </message>
    <message>
        <source>Huawei Cloud is asked whether it arrived. Nothing is done twice.</source>
        <translation>正在向华为云确认是否收到，不会重复执行。</translation>
    </message>
    <message>
        <source>You are not signed in</source>
        <translation>您尚未登录</translation>
    </message>
    <message>
        <source>Your Huawei Cloud account is needed for this step.</source>
        <translation>这一步需要您的华为云账号。</translation>
    </message>
    <message>
        <source>Sign in. Your answers are kept.</source>
        <translation>请登录，所填内容会保留。</translation>
    </message>
    <message>
        <source>The keys do not match</source>
        <translation>密钥不匹配</translation>
    </message>
    <message>
        <source>Huawei Cloud refused the access key and the secret key.</source>
        <translation>华为云拒绝了此访问密钥。</translation>
    </message>
    <message>
        <source>Copy both keys again, without spaces. Five wrong tries lock the key.</source>
        <translation>请重新复制 AK 和 SK，不要带空格。错误五次密钥会被锁定。</translation>
    </message>
    <message>
        <source>This access key is not known</source>
        <translation>访问密钥不存在</translation>
    </message>
    <message>
        <source>Huawei Cloud does not have this key. It may have been deleted.</source>
        <translation>华为云没有此密钥，可能已被删除。</translation>
    </message>
    <message>
        <source>Check the key, or make a new one in the Huawei Cloud console.</source>
        <translation>请检查密钥，或在华为云控制台新建。</translation>
    </message>
    <message>
        <source>The account belongs to another site or region</source>
        <translation>账号属于其他站点或区域</translation>
    </message>
    <message>
        <source>The Chinese and the international site have separate accounts.</source>
        <translation>中国站与国际站的账号互相独立。</translation>
    </message>
    <message>
        <source>Choose the region your account belongs to, then sign in again.</source>
        <translation>请选择账号所属的区域，然后重新登录。</translation>
    </message>
    <message>
        <source>The key is locked for a while</source>
        <translation>密钥暂时被锁定</translation>
    </message>
    <message>
        <source>After too many wrong tries Huawei Cloud locked it for {minutes} minutes.</source>
        <translation>错误次数过多，华为云已将其锁定 {minutes} 分钟。</translation>
    </message>
    <message>
        <source>Wait that long, then sign in again with the right keys.</source>
        <translation>请等待后用正确的密钥重新登录。</translation>
    </message>
    <message>
        <source>After too many wrong tries Huawei Cloud locked it for some minutes.</source>
        <translation>错误次数过多，华为云已将其锁定几分钟。</translation>
    </message>
    <message>
        <source>The sign-in was refused</source>
        <translation>登录被拒绝</translation>
    </message>
    <message>
        <source>Account, user name or password is wrong.</source>
        <translation>账号名、用户名或密码错误。</translation>
    </message>
    <message>
        <source>Check all three. The user is an IAM user, not the account itself.</source>
        <translation>请检查这三项。用户是 IAM 用户，而不是账号本身。</translation>
    </message>
    <message>
        <source>Please sign in again</source>
        <translation>请重新登录</translation>
    </message>
    <message>
        <source>Your sign-in is no longer valid.</source>
        <translation>登录已失效。</translation>
    </message>
    <message>
        <source>Sign in again. It goes on where it stopped.</source>
        <translation>请重新登录，将从中断处继续。</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is wrong</source>
        <translation>本机时间不正确</translation>
    </message>
    <message>
        <source>It is about {minutes} minutes off, so Huawei Cloud refuses what it sends.</source>
        <translation>偏差约 {minutes} 分钟，因此华为云拒绝了请求。</translation>
    </message>
    <message>
        <source>Set date, time and time zone right, best of all automatically, then try again.</source>
        <translation>请校正日期、时间和时区（最好设为自动），然后重试。</translation>
    </message>
    <message>
        <source>Huawei Cloud refuses what it sends.</source>
        <translation>华为云因此拒绝了请求。</translation>
    </message>
    <message>
        <source>Your account may not do this</source>
        <translation>您的账号无此权限</translation>
    </message>
    <message>
        <source>The user you signed in with has no permission for MetaStudio.</source>
        <translation>登录的用户没有 MetaStudio 权限。</translation>
    </message>
    <message>
        <source>Ask your administrator for the permission &quot;MetaStudio FullAccess&quot;.</source>
        <translation>请向管理员申请“MetaStudio FullAccess”权限。</translation>
    </message>
    <message>
        <source>This region is not open for your account</source>
        <translation>您的账号未开通此区域</translation>
    </message>
    <message>
        <source>Your account cannot use the region {region}.</source>
        <translation>您的账号无法使用区域 {region}。</translation>
    </message>
    <message>
        <source>Choose another region, or ask your administrator to open this one.</source>
        <translation>请选择其他区域，或请管理员开通。</translation>
    </message>
    <message>
        <source>Your account cannot use this region.</source>
        <translation>您的账号无法使用此区域。</translation>
    </message>
    <message>
        <source>The project does not belong to this account</source>
        <translation>项目不属于此账号</translation>
    </message>
    <message>
        <source>The project ID is from another account or region.</source>
        <translation>项目 ID 属于其他账号或区域。</translation>
    </message>
    <message>
        <source>Copy the project ID of your region from the console, or leave it empty.</source>
        <translation>请从控制台复制所在区域的项目 ID，或留空。</translation>
    </message>
    <message>
        <source>Which project?</source>
        <translation>哪个项目？</translation>
    </message>
    <message>
        <source>Your account has more than one project in this region.</source>
        <translation>您的账号在此区域有多个项目。</translation>
    </message>
    <message>
        <source>Enter the project ID. The console shows it under My Credentials.</source>
        <translation>请填写项目 ID，可在控制台“我的凭证”中查看。</translation>
    </message>
    <message>
        <source>The app user ID cannot be used</source>
        <translation>应用用户 ID 无法使用</translation>
    </message>
    <message>
        <source>It may hold plain letters, digits and signs only, no Chinese characters.</source>
        <translation>只能包含字母、数字和符号，不能有中文。</translation>
    </message>
    <message>
        <source>Change the app user ID, or leave it empty.</source>
        <translation>请修改应用用户 ID，或留空。</translation>
    </message>
    <message>
        <source>The file is not there any more</source>
        <translation>文件已不存在</translation>
    </message>
    <message>
        <source>{name} was moved, renamed or deleted, or its drive was unplugged.</source>
        <translation>{name} 已被移动、改名或删除，或所在磁盘已拔出。</translation>
    </message>
    <message>
        <source>Put it back, or choose it again.</source>
        <translation>请放回原处，或重新选择。</translation>
    </message>
    <message>
        <source>It was moved, renamed or deleted, or its drive was unplugged.</source>
        <translation>文件已被移动、改名或删除，或所在磁盘已拔出。</translation>
    </message>
    <message>
        <source>The file has changed</source>
        <translation>文件已更改</translation>
    </message>
    <message>
        <source>{name} is not the same as when you chose it.</source>
        <translation>{name} 与您选择时不同。</translation>
    </message>
    <message>
        <source>Choose it again, so that the new one is checked and sent whole.</source>
        <translation>请重新选择，以便检查并完整上传新文件。</translation>
    </message>
    <message>
        <source>It is not the same as when you chose it.</source>
        <translation>文件与您选择时不同。</translation>
    </message>
    <message>
        <source>The file cannot be opened</source>
        <translation>无法打开文件</translation>
    </message>
    <message>
        <source>This computer does not let the program read {name}.</source>
        <translation>本机不允许程序读取 {name}。</translation>
    </message>
    <message>
        <source>Close it in other programs, or copy it to another folder and choose the copy.</source>
        <translation>请在其他程序中关闭它，或复制到其他文件夹后选择副本。</translation>
    </message>
    <message>
        <source>This computer does not let the program read it.</source>
        <translation>本机不允许程序读取此文件。</translation>
    </message>
    <message>
        <source>The file is empty</source>
        <translation>文件是空的</translation>
    </message>
    <message>
        <source>There is nothing in {name}.</source>
        <translation>{name} 中没有内容。</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>请选择其他文件。</translation>
    </message>
    <message>
        <source>There is nothing in it.</source>
        <translation>文件中没有内容。</translation>
    </message>
    <message>
        <source>The file is too large</source>
        <translation>文件太大</translation>
    </message>
    <message>
        <source>{name} is larger than {limit:size}.</source>
        <translation>{name} 大于 {limit:size}。</translation>
    </message>
    <message>
        <source>Choose a smaller file.</source>
        <translation>请选择更小的文件。</translation>
    </message>
    <message>
        <source>It is larger than Huawei Cloud takes.</source>
        <translation>超过华为云接受的大小。</translation>
    </message>
    <message>
        <source>The video checker is missing</source>
        <translation>缺少视频检查组件</translation>
    </message>
    <message>
        <source>A part of this program that looks at videos was not found (ffprobe).</source>
        <translation>找不到本程序的视频检查组件（ffprobe）。</translation>
    </message>
    <message>
        <source>Install this program again.</source>
        <translation>请重新安装本程序。</translation>
    </message>
    <message>
        <source>The video could not be checked in time</source>
        <translation>视频检查超时</translation>
    </message>
    <message>
        <source>Looking at it took longer than {seconds:duration}.</source>
        <translation>检查用时超过 {seconds:duration}。</translation>
    </message>
    <message>
        <source>Copy the video to this computer&apos;s own disk and choose it again.</source>
        <translation>请将视频复制到本机磁盘后重新选择。</translation>
    </message>
    <message>
        <source>Looking at it took too long.</source>
        <translation>检查用时过长。</translation>
    </message>
    <message>
        <source>The video could not be checked</source>
        <translation>无法检查视频</translation>
    </message>
    <message>
        <source>The file may be damaged, or it is not a video.</source>
        <translation>文件可能已损坏，或者不是视频。</translation>
    </message>
    <message>
        <source>Copy it from the camera again, or choose another one.</source>
        <translation>请从相机重新拷贝，或选择其他视频。</translation>
    </message>
    <message>
        <source>This video cannot be looked through here</source>
        <translation>本机无法检查此视频</translation>
    </message>
    <message>
        <source>The tools of this computer cannot read pictures stored as {codec}.</source>
        <translation>本机的工具无法读取 {codec} 编码的画面。</translation>
    </message>
    <message>
        <source>Film or export it as H.264, then choose it again.</source>
        <translation>请用 H.264 拍摄或导出，然后重新选择。</translation>
    </message>
    <message>
        <source>The tools of this computer cannot read its pictures.</source>
        <translation>本机的工具无法读取其画面。</translation>
    </message>
    <message>
        <source>Not enough room for the new video</source>
        <translation>没有足够的空间存放新视频</translation>
    </message>
    <message>
        <source>It needs about {needed:size}; {free:size} are free there.</source>
        <translation>约需 {needed:size}，该处可用 {free:size}。</translation>
    </message>
    <message>
        <source>Choose another folder, or make room. Your video is unchanged.</source>
        <translation>请选择其他文件夹，或清理空间。您的视频没有改动。</translation>
    </message>
    <message>
        <source>The disk is too full for it.</source>
        <translation>磁盘空间不足。</translation>
    </message>
    <message>
        <source>The folder cannot be written to</source>
        <translation>无法写入文件夹</translation>
    </message>
    <message>
        <source>The new video could not be put there.</source>
        <translation>无法在该处存放新视频。</translation>
    </message>
    <message>
        <source>Choose another folder. Your video is unchanged.</source>
        <translation>请选择其他文件夹。您的视频没有改动。</translation>
    </message>
    <message>
        <source>The video could not be mended</source>
        <translation>视频修复失败</translation>
    </message>
    <message>
        <source>The new video did not come out right and was removed. Yours is unchanged.</source>
        <translation>新视频不正确，已删除。您的视频没有改动。</translation>
    </message>
    <message>
        <source>Export it with a video editor without cutting it, or film it again.</source>
        <translation>请用剪辑软件重新导出，不要剪切，或重新拍摄。</translation>
    </message>
    <message>
        <source>This cannot be mended here</source>
        <translation>本机无法修复</translation>
    </message>
    <message>
        <source>Export it with a video editor as H.264, without cutting it.</source>
        <translation>请用剪辑软件导出为 H.264，不要剪切。</translation>
    </message>
    <message>
        <source>The tools of this computer lack what it takes.</source>
        <translation>本机的工具缺少所需功能。</translation>
    </message>
    <message>
        <source>The studio&apos;s own rules cannot be read</source>
        <translation>无法读取影棚自己的规则</translation>
    </message>
    <message>
        <source>The rule file is wrong at {where}.</source>
        <translation>规则文件在 {where} 处有误。</translation>
    </message>
    <message>
        <source>Correct the file, or take the setting away to use the ordinary rules.</source>
        <translation>请更正文件，或删除此设置以使用默认规则。</translation>
    </message>
    <message>
        <source>The rule file is wrong or missing.</source>
        <translation>规则文件有误或不存在。</translation>
    </message>
    <message>
        <source>This computer&apos;s disk is full</source>
        <translation>本机磁盘已满</translation>
    </message>
    <message>
        <source>Your last change could not be saved.</source>
        <translation>最后的修改未能保存。</translation>
    </message>
    <message>
        <source>Free some space, then try again. Do not close the program before.</source>
        <translation>请腾出空间后重试，此前请勿关闭程序。</translation>
    </message>
    <message>
        <source>The saved answers cannot be read</source>
        <translation>无法读取已保存的内容</translation>
    </message>
    <message>
        <source>The file this program keeps its answers in does not answer.</source>
        <translation>本程序保存内容的文件没有响应。</translation>
    </message>
    <message>
        <source>Close other copies of this program and start it again.</source>
        <translation>请关闭其他正在运行的本程序，然后重新启动。</translation>
    </message>
    <message>
        <source>The saved answers are damaged</source>
        <translation>已保存的内容已损坏</translation>
    </message>
    <message>
        <source>The file this program keeps its answers in cannot be read any more.</source>
        <translation>本程序保存内容的文件已无法读取。</translation>
    </message>
    <message>
        <source>Start the window again: it offers to put the file aside and to begin anew.</source>
        <translation>请重新打开窗口：可在其中移开该文件并重新开始。</translation>
    </message>
    <message>
        <source>The program cannot keep its answers</source>
        <translation>本程序无法保存内容</translation>
    </message>
    <message>
        <source>Its own folder may not be read or written.</source>
        <translation>没有读写本程序文件夹的权限。</translation>
    </message>
    <message>
        <source>Ask whoever looks after this computer, or use another user account.</source>
        <translation>请联系本机管理员，或使用其他用户账户。</translation>
    </message>
    <message>
        <source>The saved answers are from a newer version</source>
        <translation>已保存的内容来自较新版本</translation>
    </message>
    <message>
        <source>This version does not understand them, and leaves them as they are.</source>
        <translation>当前版本无法识别，将原样保留。</translation>
    </message>
    <message>
        <source>Start the newer version.</source>
        <translation>请启动较新的版本。</translation>
    </message>
    <message>
        <source>These answers are sealed</source>
        <translation>内容已加密</translation>
    </message>
    <message>
        <source>The key that opens them is gone from this computer&apos;s password store.</source>
        <translation>本机密码库中用于解密的密钥已丢失。</translation>
    </message>
    <message>
        <source>Give the answers again. The sealed ones can be deleted.</source>
        <translation>请重新填写，已加密的内容可以删除。</translation>
    </message>
    <message>
        <source>No safe place for your keys</source>
        <translation>没有安全的地方保存密钥</translation>
    </message>
    <message>
        <source>This computer has no password store that can be trusted.</source>
        <translation>本机没有可信的密码库。</translation>
    </message>
    <message>
        <source>Nothing is saved: sign in anew each time, or set up a password store.</source>
        <translation>不会保存任何信息：请每次重新登录，或设置密码库。</translation>
    </message>
    <message>
        <source>The password store is locked</source>
        <translation>密码库已锁定</translation>
    </message>
    <message>
        <source>Your keys are in it, so the program cannot sign in.</source>
        <translation>密钥保存在其中，程序无法登录。</translation>
    </message>
    <message>
        <source>Unlock it, then try again.</source>
        <translation>请解锁后重试。</translation>
    </message>
    <message>
        <source>The password store does not answer</source>
        <translation>密码库没有响应</translation>
    </message>
    <message>
        <source>Your keys could not be read or saved.</source>
        <translation>无法读取或保存密钥。</translation>
    </message>
    <message>
        <source>Sign in for this time only, or start the computer again.</source>
        <translation>请仅本次登录，或重新启动电脑。</translation>
    </message>
    <message>
        <source>Something is still missing</source>
        <translation>还缺少内容</translation>
    </message>
    <message>
        <source>Still to do: {gaps}.</source>
        <translation>待完成：{gaps}。</translation>
    </message>
    <message>
        <source>Complete it, then send.</source>
        <translation>请补全后再提交。</translation>
    </message>
    <message>
        <source>Not all answers have been given.</source>
        <translation>内容尚未填写完整。</translation>
    </message>
    <message>
        <source>The draft file cannot be read</source>
        <translation>无法读取草稿文件</translation>
    </message>
    <message>
        <source>It is not there, or it is not written as TOML.</source>
        <translation>文件不存在，或不是 TOML 格式。</translation>
    </message>
    <message>
        <source>Check the file and its place.</source>
        <translation>请检查文件及其位置。</translation>
    </message>
    <message>
        <source>The draft file has a mistake</source>
        <translation>草稿文件有误</translation>
    </message>
    <message>
        <source>The field {field} is unknown or has a value that is not allowed.</source>
        <translation>字段 {field} 未知或取值不允许。</translation>
    </message>
    <message>
        <source>Correct it in the file.</source>
        <translation>请在文件中更正。</translation>
    </message>
    <message>
        <source>A field is unknown or has a value that is not allowed.</source>
        <translation>有字段未知或取值不允许。</translation>
    </message>
    <message>
        <source>Two answers exclude each other</source>
        <translation>两项内容互相冲突</translation>
    </message>
    <message>
        <source>{field} does not go together with {other}.</source>
        <translation>{field} 不能与 {other} 同时使用。</translation>
    </message>
    <message>
        <source>Take one of them out of the file.</source>
        <translation>请从文件中去掉其中一项。</translation>
    </message>
    <message>
        <source>Two fields of the draft file do not go together.</source>
        <translation>草稿文件中有两个字段不能同时使用。</translation>
    </message>
    <message>
        <source>It is being sent already</source>
        <translation>正在上传</translation>
    </message>
    <message>
        <source>Another window of this program is sending this avatar.</source>
        <translation>本程序的另一个窗口正在上传此数字人。</translation>
    </message>
    <message>
        <source>Go on in that window, or close it first.</source>
        <translation>请在那个窗口继续，或先关闭它。</translation>
    </message>
    <message>
        <source>This avatar belongs to another account</source>
        <translation>此数字人属于另一个账号</translation>
    </message>
    <message>
        <source>It was begun with another Huawei Cloud account, project or region.</source>
        <translation>它是用另一个华为云账号、项目或区域开始制作的。</translation>
    </message>
    <message>
        <source>Sign in with that account, or make a new avatar with this one.</source>
        <translation>请用那个账号登录，或用当前账号新建数字人。</translation>
    </message>
    <message>
        <source>Your earlier answers are already in review</source>
        <translation>您之前的内容已在审核中</translation>
    </message>
    <message>
        <source>They had been handed in before you changed them. The changes were not sent.</source>
        <translation>在您修改之前它们已经提交，修改的内容没有上传。</translation>
    </message>
    <message>
        <source>Follow the review, or make a new avatar with the new answers.</source>
        <translation>请查看审核进度，或用新的内容新建数字人。</translation>
    </message>
    <message>
        <source>The job was set up anew</source>
        <translation>任务已重新创建</translation>
    </message>
    <message>
        <source>The upload addresses had expired, so everything is sent again from the start.</source>
        <translation>上传地址已过期，所有内容将从头重新上传。</translation>
    </message>
    <message>
        <source>There is nothing to do.</source>
        <translation>无需任何操作。</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Sending has stopped. What has arrived stays.</source>
        <translation>上传已停止，已上传的内容会保留。</translation>
    </message>
    <message>
        <source>Go on whenever you like.</source>
        <translation>您可以随时继续。</translation>
    </message>
    <message>
        <source>Something went wrong in this program</source>
        <translation>本程序出错了</translation>
    </message>
    <message>
        <source>It is our mistake, not yours ({kind}). Your answers are kept.</source>
        <translation>这是我们的问题，不是您的问题（{kind}）。所填内容会保留。</translation>
    </message>
    <message>
        <source>Try again. If it happens again, please report it.</source>
        <translation>请重试，如再次出现请反馈。</translation>
    </message>
    <message>
        <source>It is our mistake, not yours. Your answers are kept.</source>
        <translation>这是我们的问题，不是您的问题。所填内容会保留。</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>出错了</translation>
    </message>
    <message>
        <source>This program has no words for it yet ({code}). Your answers are kept.</source>
        <translation>本程序尚无对应说明（{code}）。所填内容会保留。</translation>
    </message>
    <message>
        <source>Huawei Cloud is busy</source>
        <translation>华为云繁忙</translation>
    </message>
    <message>
        <source>It cannot take the request at the moment.</source>
        <translation>暂时无法处理请求。</translation>
    </message>
    <message>
        <source>A short wait</source>
        <translation>请稍候</translation>
    </message>
    <message>
        <source>Huawei Cloud asks for a pause of {retry_after_s:duration}.</source>
        <translation>华为云要求等待 {retry_after_s:duration}。</translation>
    </message>
    <message>
        <source>It goes on by itself.</source>
        <translation>会自动继续。</translation>
    </message>
    <message>
        <source>Huawei Cloud asks for a short pause.</source>
        <translation>华为云要求稍候片刻。</translation>
    </message>
    <message>
        <source>A hiccup at Huawei Cloud</source>
        <translation>华为云出现短暂故障</translation>
    </message>
    <message>
        <source>The service reported a fault of its own.</source>
        <translation>服务端报告了自身故障。</translation>
    </message>
    <message>
        <source>An answer nobody understands</source>
        <translation>无法理解的响应</translation>
    </message>
    <message>
        <source>Huawei Cloud answered in a way this program does not know.</source>
        <translation>华为云的响应方式本程序无法识别。</translation>
    </message>
    <message>
        <source>Look for a newer version of this program, or report this.</source>
        <translation>请查看本程序是否有新版本，或反馈此问题。</translation>
    </message>
    <message>
        <source>Nothing at this address</source>
        <translation>此地址没有服务</translation>
    </message>
    <message>
        <source>MetaStudio does not answer at this address or in this region.</source>
        <translation>MetaStudio 在此地址或区域没有响应。</translation>
    </message>
    <message>
        <source>Check the region on the sign-in page.</source>
        <translation>请在登录页检查区域。</translation>
    </message>
    <message>
        <source>Huawei Cloud did not understand the request</source>
        <translation>华为云无法理解请求</translation>
    </message>
    <message>
        <source>This is a fault of this program, not yours.</source>
        <translation>这是本程序的问题，不是您的问题。</translation>
    </message>
    <message>
        <source>Please report it, with the numbers below.</source>
        <translation>请反馈此问题，并附上下方编号。</translation>
    </message>
    <message>
        <source>Huawei Cloud does not accept an answer</source>
        <translation>华为云不接受某项内容</translation>
    </message>
    <message>
        <source>It concerns: {field}.</source>
        <translation>涉及：{field}。</translation>
    </message>
    <message>
        <source>Change it, then send again.</source>
        <translation>请修改后重新提交。</translation>
    </message>
    <message>
        <source>It does not say which. The name, the phone number and the kind are likely.</source>
        <translation>没有说明是哪一项，可能是名称、手机号码或类型。</translation>
    </message>
    <message>
        <source>That name is taken</source>
        <translation>名称已被使用</translation>
    </message>
    <message>
        <source>Your account already has an avatar with this name.</source>
        <translation>您的账号下已有同名数字人。</translation>
    </message>
    <message>
        <source>Give it another name.</source>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <source>Too many avatars in the works</source>
        <translation>正在制作的数字人过多</translation>
    </message>
    <message>
        <source>Your account has as many running jobs as it may have.</source>
        <translation>您的账号进行中的任务已达上限。</translation>
    </message>
    <message>
        <source>Wait until one of them is done. This one is kept.</source>
        <translation>请等待其中一个完成，此任务会保留。</translation>
    </message>
    <message>
        <source>No image-modelling resource left</source>
        <translation>没有剩余的形象制作资源</translation>
    </message>
    <message>
        <source>Your account has nothing left to make this avatar with.</source>
        <translation>您的账号没有可用于制作此数字人的资源。</translation>
    </message>
    <message>
        <source>Buy or assign one in the MetaStudio console. Your answers are kept.</source>
        <translation>请在 MetaStudio 控制台购买或分配，所填内容会保留。</translation>
    </message>
    <message>
        <source>A file is missing</source>
        <translation>缺少文件</translation>
    </message>
    <message>
        <source>Huawei Cloud says that a file it needs has not arrived.</source>
        <translation>华为云表示没有收到某个必需的文件。</translation>
    </message>
    <message>
        <source>Check the files, then send again.</source>
        <translation>请检查文件后重新提交。</translation>
    </message>
    <message>
        <source>The picture size was refused</source>
        <translation>画面尺寸被拒绝</translation>
    </message>
    <message>
        <source>Only 1920 x 1080, 1080 x 1920, 3840 x 2160 and 2160 x 3840 are accepted, exactly.</source>
        <translation>只接受 1920 x 1080、1080 x 1920、3840 x 2160 和 2160 x 3840，必须完全一致。</translation>
    </message>
    <message>
        <source>Film or export the video in one of these sizes and choose it again.</source>
        <translation>请按上述尺寸拍摄或导出视频，然后重新选择。</translation>
    </message>
    <message>
        <source>The job no longer exists</source>
        <translation>任务已不存在</translation>
    </message>
    <message>
        <source>It was deleted, or it belongs to another account.</source>
        <translation>任务已被删除，或属于其他账号。</translation>
    </message>
    <message>
        <source>Send it again, or sign in with the account that made it.</source>
        <translation>请重新提交，或用创建它的账号登录。</translation>
    </message>
    <message>
        <source>Huawei Cloud refused</source>
        <translation>华为云拒绝了请求</translation>
    </message>
    <message>
        <source>Its words: {text}</source>
        <translation>原文：{text}</translation>
    </message>
    <message>
        <source>Change what it names, then send again.</source>
        <translation>请修改所指出的内容，然后重新提交。</translation>
    </message>
    <message>
        <source>It gave no reason.</source>
        <translation>没有给出原因。</translation>
    </message>
    <message>
        <source>An unexpected answer</source>
        <translation>意外的响应</translation>
    </message>
    <message>
        <source>Huawei Cloud answered with something this program does not know.</source>
        <translation>华为云的响应内容本程序无法识别。</translation>
    </message>
    <message>
        <source>Please report it, with the numbers below. Your answers are kept.</source>
        <translation>请反馈此问题，并附上下方编号。所填内容会保留。</translation>
    </message>
    <message>
        <source>The upload needs a new address</source>
        <translation>需要新的上传地址</translation>
    </message>
    <message>
        <source>The old one has expired or was used already.</source>
        <translation>原地址已过期或已使用。</translation>
    </message>
    <message>
        <source>A new one is fetched by itself.</source>
        <translation>会自动获取新地址。</translation>
    </message>
    <message>
        <source>The upload was refused</source>
        <translation>上传被拒绝</translation>
    </message>
    <message>
        <source>Something on the way changed the upload, often a company proxy.</source>
        <translation>上传内容在途中被更改，常见原因是公司代理。</translation>
    </message>
    <message>
        <source>Try another network. If that does not help, please report this.</source>
        <translation>请换用其他网络。如仍不行，请反馈此问题。</translation>
    </message>
    <message>
        <source>Because of that the upload was refused.</source>
        <translation>因此上传被拒绝。</translation>
    </message>
    <message>
        <source>The upload was closed</source>
        <translation>上传已结束</translation>
    </message>
    <message>
        <source>It is either complete already or must begin again.</source>
        <translation>可能已经完成，也可能需要重新开始。</translation>
    </message>
    <message>
        <source>Huawei Cloud is asked which. Nothing is done twice.</source>
        <translation>正在向华为云确认，不会重复执行。</translation>
    </message>
    <message>
        <source>A piece arrived damaged</source>
        <translation>有分片损坏</translation>
    </message>
    <message>
        <source>What arrived is not what was sent.</source>
        <translation>收到的内容与发送的不一致。</translation>
    </message>
    <message>
        <source>That piece is sent again by itself.</source>
        <translation>该分片会自动重新上传。</translation>
    </message>
    <message>
        <source>The pieces have the wrong size</source>
        <translation>分片大小不符</translation>
    </message>
    <message>
        <source>Huawei Cloud does not take the video in pieces of this size.</source>
        <translation>华为云不接受此大小的分片。</translation>
    </message>
    <message>
        <source>The storage at Huawei Cloud is blocked</source>
        <translation>华为云存储不可用</translation>
    </message>
    <message>
        <source>The place the files go to is full or blocked, on Huawei&apos;s side.</source>
        <translation>华为一侧存放文件的位置已满或被限制。</translation>
    </message>
    <message>
        <source>Ask Huawei&apos;s support with a service ticket.</source>
        <translation>请提交工单联系华为云支持。</translation>
    </message>
    <message>
        <source>Huawei Cloud&apos;s storage did not take the file.</source>
        <translation>华为云存储没有接受此文件。</translation>
    </message>
    <message>
        <source>Pieces of the video keep getting lost</source>
        <translation>视频分段反复丢失</translation>
    </message>
    <message>
        <source>They were sent several times, and Huawei Cloud still does not have them all.</source>
        <translation>已多次重新上传，但华为云上仍不完整。</translation>
    </message>
    <message>
        <source>Try again later; if it stays like this, ask Huawei&apos;s support.</source>
        <translation>请稍后重试；如仍然如此，请联系华为云技术支持。</translation>
    </message>
</context>
<context>
    <name>ProgressRow</name>
    <message>
        <source>{state}: {percent} %</source>
        <translation>{state}：{percent} %</translation>
    </message>
    <message>
        <source>{sent} of {size}</source>
        <translation>{sent} / {size}</translation>
    </message>
</context>
<context>
    <name>Quantity</name>
    <message>
        <source>1 byte</source>
        <translation>1 字节</translation>
    </message>
    <message>
        <source>{count} bytes</source>
        <translation>{count} 字节</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分钟</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} 分 {seconds} 秒</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分</translation>
    </message>
    <message>
        <source>{size}/s</source>
        <translation>{size}/秒</translation>
    </message>
    <message>
        <source>working out the time left</source>
        <translation>正在估算剩余时间</translation>
    </message>
    <message>
        <source>a few seconds</source>
        <translation>几秒钟</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>不到一分钟</translation>
    </message>
    <message>
        <source>about {minutes} min</source>
        <translation>约 {minutes} 分钟</translation>
    </message>
    <message>
        <source>about {hours} h</source>
        <translation>约 {hours} 小时</translation>
    </message>
    <message>
        <source>about {hours} h {minutes} min</source>
        <translation>约 {hours} 小时 {minutes} 分钟</translation>
    </message>
    <message>
        <source>about {days} days</source>
        <translation>约 {days} 天</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
</context>
<context>
    <name>RailModel</name>
    <message>
        <source>you are here</source>
        <translation>当前步骤</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>something is missing</source>
        <translation>有内容缺少</translation>
    </message>
    <message>
        <source>still to come</source>
        <translation>尚未开始</translation>
    </message>
    <message>
        <source>Step {number} of {count}: {title}, {mark}</source>
        <translation>第 {number} 步，共 {count} 步：{title}，{mark}</translation>
    </message>
</context>
<context>
    <name>Region</name>
    <message>
        <source>Beijing</source>
        <translation>北京</translation>
    </message>
    <message>
        <source>For accounts of Huawei Cloud&apos;s Chinese site.</source>
        <translation>适用于华为云中国站账号。</translation>
    </message>
    <message>
        <source>Singapore</source>
        <translation>新加坡</translation>
    </message>
    <message>
        <source>Shanghai</source>
        <translation>上海</translation>
    </message>
    <message>
        <source>For accounts of the international site.</source>
        <translation>适用于国际站账号。</translation>
    </message>
    <message>
        <source>Only where Huawei opened it for you by a ticket.</source>
        <translation>仅限华为已通过工单为您开通的情况。</translation>
    </message>
</context>
<context>
    <name>Repair</name>
    <message>
        <source>It is saved as an MP4 file.</source>
        <translation>另存为 MP4 文件。</translation>
    </message>
    <message>
        <source>The picture is turned upright for good.</source>
        <translation>把画面真正转正。</translation>
    </message>
    <message>
        <source>The colours become those that every screen shows (SDR, BT.709).</source>
        <translation>颜色转换为所有屏幕都能正常显示的范围（SDR，BT.709）。</translation>
    </message>
    <message>
        <source>The pictures follow each other at an even rate.</source>
        <translation>帧率变为恒定。</translation>
    </message>
    <message>
        <source>The comb-like lines at moving edges go: whole pictures are made.</source>
        <translation>消除运动边缘的梳状条纹，改为逐行画面。</translation>
    </message>
    <message>
        <source>The picture is stored in the common format H.264; the eye sees no difference.</source>
        <translation>画面转为通用的 H.264 格式，肉眼看不出差别。</translation>
    </message>
    <message>
        <source>The sound becomes louder or softer as a whole; nothing else of it.</source>
        <translation>整体调整音量大小，声音其他方面不变。</translation>
    </message>
    <message>
        <source>The sound is stored in the common format AAC, in one track.</source>
        <translation>声音转为通用的 AAC 格式，只保留一条音轨。</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Report about a video</source>
        <translation>视频检查报告</translation>
    </message>
    <message>
        <source>It shows the person in the video: share it as carefully as the video.</source>
        <translation>报告中有视频里人物的画面，请像对待视频本身一样谨慎分享。</translation>
    </message>
    <message>
        <source>Judged by the rules for: {edition}</source>
        <translation>适用规则：{edition}</translation>
    </message>
    <message>
        <source>The background is to be replaced.</source>
        <translation>背景将被替换。</translation>
    </message>
    <message>
        <source>A test shot: it may be short.</source>
        <translation>这是试拍，可以较短。</translation>
    </message>
    <message>
        <source>The voice does not come from this video.</source>
        <translation>声音不取自此视频。</translation>
    </message>
    <message>
        <source>Only the facts of the file were looked at.</source>
        <translation>只检查了文件信息。</translation>
    </message>
    <message>
        <source>Only the first minute of sound and some pictures were looked at.</source>
        <translation>只检查了第一分钟的声音和部分画面。</translation>
    </message>
    <message>
        <source>The whole video was looked through.</source>
        <translation>已检查整段视频。</translation>
    </message>
    <message>
        <source>The video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>What was measured</source>
        <translation>测量结果</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>Nothing so far.</source>
        <translation>目前未发现问题。</translation>
    </message>
    <message>
        <source>There is nothing to say against this video.</source>
        <translation>未发现问题。</translation>
    </message>
    <message>
        <source>The take at a glance</source>
        <translation>视频概览</translation>
    </message>
    <message>
        <source>Where something was found</source>
        <translation>发现问题的位置</translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation>响度</translation>
    </message>
    <message>
        <source>Momentary loudness in LUFS, the loudest of each second.</source>
        <translation>瞬时响度，单位 LUFS，取每秒的最大值。</translation>
    </message>
    <message>
        <source>Momentary loudness in LUFS, the loudest of each second. The bars below show where something was found.</source>
        <translation>瞬时响度，单位 LUFS，取每秒的最大值。下方色条表示发现问题的位置。</translation>
    </message>
    <message>
        <source>Light on the green screen</source>
        <translation>绿幕亮度</translation>
    </message>
    <message>
        <source>In percent of full white. An even screen has nearly the same number everywhere.</source>
        <translation>以纯白为 100%。绿幕均匀时，各处数值相近。</translation>
    </message>
    <message>
        <source>Checks that were not made</source>
        <translation>未进行的检查</translation>
    </message>
    <message>
        <source>About this report</source>
        <translation>关于本报告</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Places: {places}</source>
        <translation>位置：{places}</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 处</translation>
    </message>
    <message>
        <source>Whose rule</source>
        <translation>规则来源</translation>
    </message>
    <message>
        <source>The picture at {at}</source>
        <translation>{at} 处的画面</translation>
    </message>
    <message>
        <source>The program can mend this in a new file.</source>
        <translation>本程序可以在新文件中修复此问题。</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>画面</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Pictures a second</source>
        <translation>帧率（帧/秒）</translation>
    </message>
    <message>
        <source>File size</source>
        <translation>文件大小</translation>
    </message>
    <message>
        <source>Kind of file</source>
        <translation>文件格式</translation>
    </message>
    <message>
        <source>Picture format</source>
        <translation>视频编码</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>色彩</translation>
    </message>
    <message>
        <source>{bits} bit</source>
        <translation>{bits} 位</translation>
    </message>
    <message>
        <source>Data rate of the picture</source>
        <translation>视频码率</translation>
    </message>
    <message>
        <source>Rotation flag</source>
        <translation>旋转标记</translation>
    </message>
    <message>
        <source>{degrees} degrees</source>
        <translation>{degrees} 度</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{count} channels</source>
        <translation>{count} 声道</translation>
    </message>
    <message>
        <source>1 channel</source>
        <translation>单声道</translation>
    </message>
    <message>
        <source>Loudness of the whole</source>
        <translation>整体响度</translation>
    </message>
    <message>
        <source>Highest peak</source>
        <translation>最高峰值</translation>
    </message>
    <message>
        <source>Noise in the pauses</source>
        <translation>停顿处的噪声</translation>
    </message>
    <message>
        <source>Level of the speech</source>
        <translation>说话音量</translation>
    </message>
    <message>
        <source>Face in the picture</source>
        <translation>人脸出现</translation>
    </message>
    <message>
        <source>Height of the face</source>
        <translation>人脸高度</translation>
    </message>
    <message>
        <source>{percent} % of the picture</source>
        <translation>画面高度的 {percent}%</translation>
    </message>
    <message>
        <source>{percent} % of the edges</source>
        <translation>画面边缘的 {percent}%</translation>
    </message>
    <message>
        <source>{percent} % of the take</source>
        <translation>整段视频的 {percent}%</translation>
    </message>
    <message>
        <source>Screen around the person</source>
        <translation>人物周围的绿幕</translation>
    </message>
    <message>
        <source>Brightest to darkest part of the screen</source>
        <translation>绿幕最亮与最暗处之差</translation>
    </message>
    <message>
        <source>{stops} stops</source>
        <translation>{stops} 档</translation>
    </message>
    <message>
        <source>The report would overwrite the video. Give it another name.</source>
        <translation>报告会覆盖视频文件，请换一个名称。</translation>
    </message>
    <message>
        <source>The report is a web page: give it a name that ends in .html.</source>
        <translation>报告是网页文件，名称须以.html 结尾。</translation>
    </message>
    <message>
        <source>The folder for the report does not exist. Make it first.</source>
        <translation>存放报告的文件夹不存在，请先创建。</translation>
    </message>
    <message>
        <source>The report cannot be written there. Choose another folder or name.</source>
        <translation>无法在此位置写入报告，请换一个文件夹或名称。</translation>
    </message>
    <message>
        <source>The report could not be written. Is the disk full?</source>
        <translation>报告写入失败。磁盘是否已满？</translation>
    </message>
    <message>
        <source>With --full the whole video is looked through.</source>
        <translation>使用 --full 可检查整段视频。</translation>
    </message>
    <message>
        <source>Not checked: {what}</source>
        <translation>未检查：{what}</translation>
    </message>
    <message>
        <source>Looked through: {percent} %</source>
        <translation>已检查：{percent}%</translation>
    </message>
    <message>
        <source>Video {number} of {of}, looked through: {percent} %</source>
        <translation>第 {number} 个视频，共 {of} 个，已检查：{percent}%</translation>
    </message>
</context>
<context>
    <name>ReportSaving</name>
    <message>
        <source>Video check</source>
        <translation>视频检查报告</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Read it through once. You can change everything until you submit.</source>
        <translation>请通读一遍，提交之前都可以修改。</translation>
    </message>
    <message>
        <source>See there what was found.</source>
        <translation>请到该步骤查看检查结果。</translation>
    </message>
    <message>
        <source>About the video: {findings}</source>
        <translation>关于视频：{findings}</translation>
    </message>
    <message>
        <source>You send it anyway: {reason}</source>
        <translation>您选择仍然提交：{reason}</translation>
    </message>
    <message>
        <source>must be changed: {count}</source>
        <translation>必须修改 {count} 项</translation>
    </message>
    <message>
        <source>warnings: {count}</source>
        <translation>注意 {count} 项</translation>
    </message>
    <message>
        <source>tips: {count}</source>
        <translation>提示 {count} 项</translation>
    </message>
    <message>
        <source>nothing was found</source>
        <translation>没有发现问题</translation>
    </message>
    <message>
        <source>Before you can submit:</source>
        <translation>提交之前还需要：</translation>
    </message>
    <message>
        <source>When you press Submit</source>
        <translation>点击提交之后</translation>
    </message>
    <message>
        <source>The files and answers above are sent to Huawei Cloud, to your account, and to nobody else.</source>
        <translation>以上文件和内容只会上传到华为云中您的账号，不会发给其他任何人。</translation>
    </message>
    <message>
        <source>It usually uses one image-modelling resource of your account. Your contract has the price.</source>
        <translation>通常会使用您账号下的一个形象制作资源，价格以您的合同为准。</translation>
    </message>
    <message>
        <source>A reviewer looks at it; Huawei&apos;s aim is one working day. The training cannot be stopped.</source>
        <translation>由审核人员审核，华为的目标是 1 个工作日。训练开始后无法中止。</translation>
    </message>
</context>
<context>
    <name>RunningList</name>
    <message>
        <source>&amp;Pause all</source>
        <translation>全部暂停(&amp;P)</translation>
    </message>
    <message>
        <source>R&amp;esume all</source>
        <translation>全部继续(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;More</source>
        <translation>更多(&amp;M)</translation>
    </message>
    <message>
        <source>all on their way</source>
        <translation>全部上传任务</translation>
    </message>
    <message>
        <source>Cancel all...</source>
        <translation>全部取消...</translation>
    </message>
</context>
<context>
    <name>RunningPresenter</name>
    <message>
        <source>{count} on their way - {sent} of {size}</source>
        <translation>{count} 个正在上传 - {sent} / {size}</translation>
    </message>
</context>
<context>
    <name>RunningRow</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Send this first</source>
        <translation>优先上传</translation>
    </message>
    <message>
        <source>Cancel sending...</source>
        <translation>取消上传...</translation>
    </message>
    <message>
        <source>No name yet</source>
        <translation>尚未命名</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>Screening</name>
    <message>
        <source>The video was looked through: one more thing was found.</source>
        <translation>视频检查完毕，新发现 1 项。</translation>
    </message>
    <message>
        <source>The video was looked through: {count} more things were found.</source>
        <translation>视频检查完毕，新发现 {count} 项。</translation>
    </message>
    <message>
        <source>&amp;Look at it</source>
        <translation>查看(&amp;L)</translation>
    </message>
    <message>
        <source>The mended video is in use now.</source>
        <translation>现在使用修复后的视频。</translation>
    </message>
    <message>
        <source>It is being checked again. Your own video is unchanged.</source>
        <translation>正在重新检查。您的原视频没有改动。</translation>
    </message>
    <message>
        <source>The report is saved.</source>
        <translation>报告已保存。</translation>
    </message>
    <message>
        <source>It shows the person: share it as carefully as the video.</source>
        <translation>报告中有人物画面，请像对待视频一样谨慎分享。</translation>
    </message>
    <message>
        <source>The report could not be saved.</source>
        <translation>无法保存报告。</translation>
    </message>
    <message>
        <source>Choose another folder or another name.</source>
        <translation>请选择其他文件夹或其他名称。</translation>
    </message>
</context>
<context>
    <name>SecretField</name>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Shows the text while it is held down</source>
        <translation>按住时显示内容</translation>
    </message>
</context>
<context>
    <name>SendingPage</name>
    <message>
        <source>Everything together</source>
        <translation>总进度</translation>
    </message>
    <message>
        <source>Keep a laptop&apos;s lid open, or it may fall asleep.</source>
        <translation>请不要合上笔记本电脑，否则可能会休眠。</translation>
    </message>
    <message>
        <source>Sending to Huawei Cloud</source>
        <translation>上传到华为云</translation>
    </message>
    <message>
        <source>Choose the file a&amp;gain</source>
        <translation>重新选择文件(&amp;G)</translation>
    </message>
    <message>
        <source>Send this &amp;first</source>
        <translation>优先上传(&amp;F)</translation>
    </message>
    <message>
        <source>Cance&amp;l sending...</source>
        <translation>取消上传(&amp;L)...</translation>
    </message>
    <message>
        <source>Speed and &amp;hours</source>
        <translation>速度与时段(&amp;H)</translation>
    </message>
    <message>
        <source>Documents go first, the video last. A lost connection is picked up where it broke.</source>
        <translation>先上传证件，最后上传视频。断网后会从中断处继续。</translation>
    </message>
    <message>
        <source>You may close this window: sending goes on in the background, or the next time you open it.</source>
        <translation>可以关闭此窗口：上传会在后台继续，或在下次打开时继续。</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <source>{percent} % sent</source>
        <translation>已上传 {percent} %</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Step {number} of {count}</source>
        <translation>第 {number} 步，共 {count} 步</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>下一步(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Back to my answers</source>
        <translation>返回核对(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Submit for review</source>
        <translation>提交审核(&amp;S)</translation>
    </message>
    <message>
        <source>Bac&amp;k</source>
        <translation>上一步(&amp;K)</translation>
    </message>
    <message>
        <source>Avatar Wizard</source>
        <translation>Avatar Wizard</translation>
    </message>
    <message>
        <source>All a&amp;vatars</source>
        <translation>所有数字人(&amp;V)</translation>
    </message>
    <message>
        <source>Back to the start; this avatar stays as it is.</source>
        <translation>回到首页，此数字人保持原样。</translation>
    </message>
    <message>
        <source>Practice: nothing leaves this computer.</source>
        <translation>练习模式：不会上传任何内容。</translation>
    </message>
    <message>
        <source>Still missing: {count}</source>
        <translation>还缺 {count} 项</translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message>
        <source>&amp;Access key</source>
        <translation>访问密钥(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;User name and password</source>
        <translation>用户名和密码(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Keep it in this computer&apos;s keyring</source>
        <translation>保存到本机密钥环(&amp;K)</translation>
    </message>
    <message>
        <source>Use the &amp;practice account</source>
        <translation>使用练习账号(&amp;P)</translation>
    </message>
    <message>
        <source>Sign in to Huawei Cloud</source>
        <translation>登录华为云</translation>
    </message>
    <message>
        <source>Your avatar is made in your own account. Nothing is created there before you submit.</source>
        <translation>数字人将在您自己的账号下制作，提交之前不会创建任何内容。</translation>
    </message>
    <message>
        <source>Your sign-in is kept for this run only, in memory.</source>
        <translation>登录信息仅保存在内存中，本次运行有效。</translation>
    </message>
    <message>
        <source>Testing the connection...</source>
        <translation>正在测试连接...</translation>
    </message>
    <message>
        <source>&amp;Test and sign in</source>
        <translation>测试并登录(&amp;T)</translation>
    </message>
    <message>
        <source>Fill in all lines, then test the connection.</source>
        <translation>请填写所有内容，然后测试连接。</translation>
    </message>
    <message>
        <source>Secret access key</source>
        <translation>访问密钥 SK</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Access key &amp;ID (AK)</source>
        <translation>访问密钥 ID (AK)(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Secret access key (SK)</source>
        <translation>私有访问密钥 (SK)(&amp;S)</translation>
    </message>
    <message>
        <source>Account na&amp;me</source>
        <translation>账号名(&amp;M)</translation>
    </message>
    <message>
        <source>Us&amp;er name</source>
        <translation>用户名(&amp;E)</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>密码(&amp;W)</translation>
    </message>
    <message>
        <source>Avatars do not move between regions.</source>
        <translation>数字人不能跨区域迁移。</translation>
    </message>
    <message>
        <source>Where is your account?</source>
        <translation>您的账号在哪里？</translation>
    </message>
    <message>
        <source>How do you sign in?</source>
        <translation>如何登录？</translation>
    </message>
    <message>
        <source>Where do I &amp;find these?</source>
        <translation>在哪里找到这些？(&amp;F)</translation>
    </message>
    <message>
        <source>More &amp;options</source>
        <translation>更多选项(&amp;O)</translation>
    </message>
</context>
<context>
    <name>SpeedChoice</name>
    <message>
        <source>&amp;As fast as the line allows</source>
        <translation>不限速(&amp;A)</translation>
    </message>
    <message>
        <source>Soonest done. Others in your network may notice it meanwhile.</source>
        <translation>最快完成，但上传期间可能影响同一网络中的其他人。</translation>
    </message>
    <message>
        <source>&amp;Leave room for others</source>
        <translation>为他人预留带宽(&amp;L)</translation>
    </message>
    <message>
        <source>A quarter of the line stays free; what the line can do is measured now and then.</source>
        <translation>预留四分之一带宽，本程序会不时测量可用带宽。</translation>
    </message>
    <message>
        <source>&amp;No more than</source>
        <translation>不超过(&amp;N)</translation>
    </message>
    <message>
        <source>Most Mbit/s</source>
        <translation>最高速度（Mbit/s）</translation>
    </message>
    <message>
        <source>Give a number from {least} to {most}, for example 8 or 2.5.</source>
        <translation>请输入 {least} 到 {most} 之间的数字，例如 8 或 2.5。</translation>
    </message>
    <message>
        <source>That is {rate}. 1 GB takes {time}.</source>
        <translation>即 {rate}，上传 1 GB {time}。</translation>
    </message>
</context>
<context>
    <name>Standing</name>
    <message>
        <source>Put it back and it goes on by itself, or choose it again.</source>
        <translation>放回原处后会自动继续，也可以重新选择。</translation>
    </message>
    <message>
        <source>Close it in other programs and it goes on by itself, or choose a copy of it.</source>
        <translation>在其他程序中关闭它后会自动继续，也可以选择它的副本。</translation>
    </message>
    <message>
        <source>Free some space and it goes on by itself.</source>
        <translation>请释放一些空间，之后会自动继续。</translation>
    </message>
    <message>
        <source>Open any web page and sign in to the network; it goes on by itself.</source>
        <translation>请打开任意网页并登录网络，之后会自动继续。</translation>
    </message>
    <message>
        <source>Enter them in this computer&apos;s network settings; it goes on by itself.</source>
        <translation>请在本机的网络设置中填写，之后会自动继续。</translation>
    </message>
    <message>
        <source>Pausing...</source>
        <translation>正在暂停...</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>暂缓上传</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Cancelling...</source>
        <translation>正在取消...</translation>
    </message>
    <message>
        <source>Opening the job at Huawei Cloud...</source>
        <translation>正在华为云创建任务...</translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation>排队等待上传</translation>
    </message>
    <message>
        <source>Sending: {percent} %</source>
        <translation>正在上传：{percent} %</translation>
    </message>
    <message>
        <source>Everything is there. Huawei Cloud is putting the video together...</source>
        <translation>全部已上传，华为云正在合并视频...</translation>
    </message>
    <message>
        <source>Handing in for review...</source>
        <translation>正在提交审核...</translation>
    </message>
    <message>
        <source>Handed in for review</source>
        <translation>已提交审核</translation>
    </message>
    <message>
        <source>Nothing has been sent yet.</source>
        <translation>尚未上传任何内容。</translation>
    </message>
    <message>
        <source>Everything is there, but it is not handed in yet.</source>
        <translation>全部内容已上传，但尚未提交。</translation>
    </message>
    <message>
        <source>{percent} % is safely there.</source>
        <translation>{percent} % 已安全上传。</translation>
    </message>
    <message>
        <source>Waiting for the network</source>
        <translation>正在等待网络恢复</translation>
    </message>
    <message>
        <source>{what} - trying again by itself</source>
        <translation>{what} - 正在自动重试</translation>
    </message>
    <message>
        <source>The quiet hours leave no time for sending</source>
        <translation>不上传的时段占满了全天，无法上传</translation>
    </message>
    <message>
        <source>Change them under Speed and hours; else it never goes on.</source>
        <translation>请在“速度与时段”中修改，否则不会继续。</translation>
    </message>
    <message>
        <source>Quiet hours: goes on {when} by itself</source>
        <translation>现在是不上传的时段：{when}自动继续</translation>
    </message>
    <message>
        <source>Goes on {when} by itself</source>
        <translation>{when}自动继续</translation>
    </message>
    <message>
        <source>Begins {when} by itself</source>
        <translation>{when}自动开始</translation>
    </message>
    <message>
        <source>at {time}</source>
        <translation>{time} </translation>
    </message>
    <message>
        <source>tomorrow at {time}</source>
        <translation>明天 {time} </translation>
    </message>
    <message>
        <source>on {day} at {time}</source>
        <translation>{day} {time} </translation>
    </message>
    <message>
        <source>{sent} of {size}</source>
        <translation>{sent} / {size}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余{time}</translation>
    </message>
</context>
<context>
    <name>StartChoice</name>
    <message>
        <source>&amp;Begin at</source>
        <translation>定时开始(&amp;B)</translation>
    </message>
    <message>
        <source>Begin at a certain time</source>
        <translation>在指定时间开始</translation>
    </message>
    <message>
        <source>Day on which sending begins</source>
        <translation>开始上传的日期</translation>
    </message>
    <message>
        <source>Time at which sending begins</source>
        <translation>开始上传的时间</translation>
    </message>
    <message>
        <source>Give a time of day, for example {time}.</source>
        <translation>请输入时间，例如 {time}。</translation>
    </message>
    <message>
        <source>Sending begins as soon as the hours above allow it.</source>
        <translation>一到允许的时段就开始上传。</translation>
    </message>
    <message>
        <source>Sending begins as soon as you submit.</source>
        <translation>提交后立即开始上传。</translation>
    </message>
    <message>
        <source>This moment has passed: sending begins at once.</source>
        <translation>此时间已过，将立即开始上传。</translation>
    </message>
    <message>
        <source>That is within the hours above: sending begins at {time}.</source>
        <translation>此时间在不上传时段内，将于 {time} 开始上传。</translation>
    </message>
    <message>
        <source>That is within the hours above: sending begins the next day at {time}.</source>
        <translation>此时间在不上传时段内，将于次日 {time} 开始上传。</translation>
    </message>
    <message>
        <source>The hours above leave no time to send.</source>
        <translation>以上时段没有留出可以上传的时间。</translation>
    </message>
    <message>
        <source>Sending begins in {time}.</source>
        <translation>{time}后开始上传。</translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>Waiting to be submitted</source>
        <translation>待提交</translation>
    </message>
    <message>
        <source>The job exists at Huawei Cloud, but it has not been submitted for review.</source>
        <translation>华为云上已有此任务，但尚未提交审核。</translation>
    </message>
    <message>
        <source>Go on with sending.</source>
        <translation>请继续上传。</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>系统审核中</translation>
    </message>
    <message>
        <source>Huawei is looking at the video and the documents. Its aim is one working day.</source>
        <translation>华为正在审核视频和证件，目标是 1 个工作日。</translation>
    </message>
    <message>
        <source>There is nothing to do. Keep the phone at hand: a reviewer may call.</source>
        <translation>无需操作。请保持电话畅通，审核人员可能会来电。</translation>
    </message>
    <message>
        <source>Not approved</source>
        <translation>系统审核未通过</translation>
    </message>
    <message>
        <source>Huawei found something that has to change.</source>
        <translation>华为发现有内容需要修改。</translation>
    </message>
    <message>
        <source>Read the reason, change it, and submit again. The ID photos go along again.</source>
        <translation>请查看原因，修改后重新提交，身份证照片需一并重新上传。</translation>
    </message>
    <message>
        <source>Approved, in training</source>
        <translation>算法训练中</translation>
    </message>
    <message>
        <source>Huawei&apos;s computers are making the avatar. Its aim is three working days.</source>
        <translation>华为正在制作数字人，目标是 3 个工作日。</translation>
    </message>
    <message>
        <source>There is nothing to do.</source>
        <translation>无需任何操作。</translation>
    </message>
    <message>
        <source>Waiting for your approval</source>
        <translation>待用户审核</translation>
    </message>
    <message>
        <source>The avatar is ready to be looked at.</source>
        <translation>数字人已可查看。</translation>
    </message>
    <message>
        <source>Accept or reject it in the MetaStudio console.</source>
        <translation>请在 MetaStudio 控制台接受或驳回。</translation>
    </message>
    <message>
        <source>Rejected by you</source>
        <translation>用户驳回</translation>
    </message>
    <message>
        <source>You sent the avatar back. Huawei works on it again.</source>
        <translation>您已驳回，华为正在重新处理。</translation>
    </message>
    <message>
        <source>Questions are answered in the MetaStudio console.</source>
        <translation>请在 MetaStudio 控制台答复问题。</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>The job rests until it is taken up again.</source>
        <translation>任务已暂停，直到重新激活。</translation>
    </message>
    <message>
        <source>Take it up again in the MetaStudio console.</source>
        <translation>请在 MetaStudio 控制台重新激活。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>The avatar is ready. You find it in the asset library, under its name.</source>
        <translation>数字人已就绪，可在资产库中按名称找到。</translation>
    </message>
    <message>
        <source>Use it in the MetaStudio console.</source>
        <translation>请在 MetaStudio 控制台使用。</translation>
    </message>
    <message>
        <source>A first, automatic check: is it the same person in the video and on the ID card?</source>
        <translation>自动初审：视频与身份证是否为同一人？</translation>
    </message>
    <message>
        <source>A person at Huawei is looking at the video and the documents. The aim is one working day.</source>
        <translation>华为的审核人员正在查看视频和证件，目标是 1 个工作日。</translation>
    </message>
    <message>
        <source>The automatic check found something that has to change.</source>
        <translation>自动审核发现有内容需要修改。</translation>
    </message>
    <message>
        <source>The reviewer found something that has to change.</source>
        <translation>审核人员发现有内容需要修改。</translation>
    </message>
    <message>
        <source>Approved. The training begins when its turn comes.</source>
        <translation>审核通过，排队等待训练。</translation>
    </message>
    <message>
        <source>The video is being checked automatically.</source>
        <translation>正在自动检查视频。</translation>
    </message>
    <message>
        <source>The video has passed the automatic check.</source>
        <translation>视频已通过自动检查。</translation>
    </message>
    <message>
        <source>The automatic check of the video did not pass. Huawei&apos;s staff decide what comes next.</source>
        <translation>视频未通过自动检查，由华为工作人员决定后续处理。</translation>
    </message>
    <message>
        <source>Preparing the training did not work. Huawei&apos;s staff can repeat it.</source>
        <translation>训练准备未成功，华为工作人员可以重做。</translation>
    </message>
    <message>
        <source>The training did not work. Huawei&apos;s staff can repeat it.</source>
        <translation>训练未成功，华为工作人员可以重做。</translation>
    </message>
    <message>
        <source>A step after the training did not work. Huawei&apos;s staff can repeat it.</source>
        <translation>训练后的步骤未成功，华为工作人员可以重做。</translation>
    </message>
    <message>
        <source>Trained. Huawei&apos;s staff are looking at the result.</source>
        <translation>训练完成，华为工作人员正在检查结果。</translation>
    </message>
    <message>
        <source>Trained. A test clip is being checked.</source>
        <translation>训练完成，正在检查测试视频。</translation>
    </message>
    <message>
        <source>Almost done: the avatar is being put into the asset library.</source>
        <translation>即将完成：正在放入资产库。</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>处理中</translation>
    </message>
    <message>
        <source>Huawei calls this state {state}. This program has no words for it yet.</source>
        <translation>华为将此状态称为 {state}，本程序尚无对应说明。</translation>
    </message>
</context>
<context>
    <name>StillButton</name>
    <message>
        <source>Show the picture large: {about}</source>
        <translation>放大查看画面：{about}</translation>
    </message>
    <message>
        <source>Show the picture large</source>
        <translation>放大查看画面</translation>
    </message>
</context>
<context>
    <name>StillDialog</name>
    <message>
        <source>A moment of the take</source>
        <translation>视频画面</translation>
    </message>
    <message>
        <source>&amp;Previous</source>
        <translation>上一处(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>下一处(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>There is no picture of this moment.</source>
        <translation>此刻没有可显示的画面。</translation>
    </message>
    <message>
        <source>Place {number} of {count}</source>
        <translation>第 {number} 处，共 {count} 处</translation>
    </message>
    <message>
        <source>Fetching the picture...</source>
        <translation>正在读取画面...</translation>
    </message>
</context>
<context>
    <name>Take</name>
    <message>
        <source>It can be read; the other one cannot.</source>
        <translation>此视频可以读取，另一个无法读取。</translation>
    </message>
    <message>
        <source>It can be sent as it is; the other one would be refused.</source>
        <translation>此视频可直接提交，另一个会被拒绝。</translation>
    </message>
    <message>
        <source>Less keeps it from being sent: {mine} rather than {other}.</source>
        <translation>妨碍提交的问题较少：{mine} 项，另一个 {other} 项。</translation>
    </message>
    <message>
        <source>What keeps it from being sent is easier to mend.</source>
        <translation>妨碍提交的问题更容易修复。</translation>
    </message>
    <message>
        <source>Fewer warnings: {mine} rather than {other}.</source>
        <translation>注意事项较少：{mine} 项，另一个 {other} 项。</translation>
    </message>
    <message>
        <source>Its warnings weigh less or are easier to mend.</source>
        <translation>注意事项较轻或更容易修复。</translation>
    </message>
    <message>
        <source>Its length is nearer to the one that is wanted.</source>
        <translation>时长更接近要求。</translation>
    </message>
    <message>
        <source>Its light is steadier: it moves by {mine} % rather than {other} %.</source>
        <translation>光线更稳定：变化 {mine}%，另一个 {other}%。</translation>
    </message>
    <message>
        <source>Its light could be measured.</source>
        <translation>其光线可以测量。</translation>
    </message>
    <message>
        <source>Its voice is clearer: {mine} dB above the noise rather than {other} dB.</source>
        <translation>人声更清晰：高出噪声 {mine} dB，另一个 {other} dB。</translation>
    </message>
    <message>
        <source>Its voice could be measured.</source>
        <translation>其人声可以测量。</translation>
    </message>
    <message>
        <source>Its picture is larger: {mine} rather than {other} lines.</source>
        <translation>画面更大：{mine} 行，另一个 {other} 行。</translation>
    </message>
    <message>
        <source>Its picture is larger.</source>
        <translation>画面更大。</translation>
    </message>
    <message>
        <source>Fewer tips: {mine} rather than {other}.</source>
        <translation>建议较少：{mine} 条，另一个 {other} 条。</translation>
    </message>
    <message>
        <source>Its tips weigh less.</source>
        <translation>建议较轻。</translation>
    </message>
    <message>
        <source>It cannot be read.</source>
        <translation>此视频无法读取。</translation>
    </message>
    <message>
        <source>It would be refused as it is; the other one can be sent.</source>
        <translation>此视频会被拒绝，另一个可以提交。</translation>
    </message>
    <message>
        <source>More keeps it from being sent: {mine} rather than {other}.</source>
        <translation>妨碍提交的问题较多：{mine} 项，另一个 {other} 项。</translation>
    </message>
    <message>
        <source>What keeps it from being sent is harder to mend.</source>
        <translation>妨碍提交的问题更难修复。</translation>
    </message>
    <message>
        <source>More warnings: {mine} rather than {other}.</source>
        <translation>注意事项较多：{mine} 项，另一个 {other} 项。</translation>
    </message>
    <message>
        <source>Its warnings weigh more or are harder to mend.</source>
        <translation>注意事项较重或更难修复。</translation>
    </message>
    <message>
        <source>Its length is farther from the one that is wanted.</source>
        <translation>时长与要求相差更大。</translation>
    </message>
    <message>
        <source>Its light is less steady: it moves by {mine} % rather than {other} %.</source>
        <translation>光线不够稳定：变化 {mine}%，另一个 {other}%。</translation>
    </message>
    <message>
        <source>Its light could not be measured.</source>
        <translation>其光线无法测量。</translation>
    </message>
    <message>
        <source>Its voice is less clear: {mine} dB above the noise rather than {other} dB.</source>
        <translation>人声不够清晰：高出噪声 {mine} dB，另一个 {other} dB。</translation>
    </message>
    <message>
        <source>Its voice could not be measured.</source>
        <translation>其人声无法测量。</translation>
    </message>
    <message>
        <source>Its picture is smaller: {mine} rather than {other} lines.</source>
        <translation>画面更小：{mine} 行，另一个 {other} 行。</translation>
    </message>
    <message>
        <source>Its picture is smaller.</source>
        <translation>画面更小。</translation>
    </message>
    <message>
        <source>More tips: {mine} rather than {other}.</source>
        <translation>建议较多：{mine} 条，另一个 {other} 条。</translation>
    </message>
    <message>
        <source>Its tips weigh more.</source>
        <translation>建议较重。</translation>
    </message>
    <message>
        <source>As good as the one before it.</source>
        <translation>与前一个同样好。</translation>
    </message>
    <message>
        <source>Something else tells them apart.</source>
        <translation>两者在其他方面有差别。</translation>
    </message>
</context>
<context>
    <name>TakesDialog</name>
    <message>
        <source>Which take?</source>
        <translation>选择哪一条？</translation>
    </message>
    <message>
        <source>Looking at the takes</source>
        <translation>正在检查各条视频</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Looking at take {number} of {count}: {name}</source>
        <translation>正在检查第 {number} 条，共 {count} 条：{name}</translation>
    </message>
    <message>
        <source>The best one stands first. A quick look decides; the one you take is looked through.</source>
        <translation>最好的排在最前。此排名来自快速检查，选中的那一条会再完整检查。</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Everything is handed in for review</source>
        <translation>全部已提交审核</translation>
    </message>
    <message>
        <source>Nothing is being sent</source>
        <translation>没有正在上传的内容</translation>
    </message>
    <message>
        <source>{state}. It needs you.</source>
        <translation>{state}，需要您处理。</translation>
    </message>
    <message>
        <source>Waiting for the network: {percent} %</source>
        <translation>等待网络：{percent} %</translation>
    </message>
    <message>
        <source>Waiting: {percent} %</source>
        <translation>等待中：{percent} %</translation>
    </message>
    <message>
        <source>Sending 1 avatar: {percent} %</source>
        <translation>正在上传 1 个数字人：{percent} %</translation>
    </message>
    <message>
        <source>Sending {count} avatars: {percent} %</source>
        <translation>正在上传 {count} 个数字人：{percent} %</translation>
    </message>
    <message>
        <source>Pausing...</source>
        <translation>正在暂停...</translation>
    </message>
    <message>
        <source>Paused: {percent} %</source>
        <translation>已暂停：{percent} %</translation>
    </message>
    <message>
        <source>Stopped: {percent} %</source>
        <translation>已停止：{percent} %</translation>
    </message>
    <message>
        <source>&amp;Open Avatar Wizard</source>
        <translation>打开 Avatar Wizard(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Pause all</source>
        <translation>全部暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Resume all</source>
        <translation>全部继续(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Avatar Wizard</source>
        <translation>Avatar Wizard</translation>
    </message>
    <message>
        <source>Sending an avatar has stopped. It needs you.</source>
        <translation>有数字人停止上传，需要您处理。</translation>
    </message>
    <message>
        <source>An avatar is in review now.</source>
        <translation>有数字人已进入审核。</translation>
    </message>
</context>
<context>
    <name>TrialDialog</name>
    <message>
        <source>Test shot</source>
        <translation>试拍</translation>
    </message>
    <message>
        <source>Film 10 to 60 seconds just as you will film the take, with some seconds of silence at the beginning. Drop the clip here, or choose it. Its length does not matter, and it is not sent.</source>
        <translation>按正式拍摄的方式试拍 10～60 秒，开头保持几秒安静。把短片拖到这里，或点击选择。不检查时长，也不会上传。</translation>
    </message>
    <message>
        <source>Looking through the clip...</source>
        <translation>正在检查短片...</translation>
    </message>
    <message>
        <source>C&amp;hoose a clip...</source>
        <translation>选择短片(&amp;H)...</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>C&amp;hoose another clip...</source>
        <translation>选择其他短片(&amp;H)...</translation>
    </message>
    <message>
        <source>Picture: size, sharpness, steady light, a camera that stands still</source>
        <translation>画面：尺寸、清晰度、光线稳定、机位固定</translation>
    </message>
    <message>
        <source>Sound: loud enough, without noise and without distortion</source>
        <translation>声音：音量足够，没有噪声和失真</translation>
    </message>
    <message>
        <source>The person and what is behind: alone, inside the picture, an even green screen</source>
        <translation>人物与背景：只有一人、不出画面、绿幕均匀</translation>
    </message>
</context>
<context>
    <name>VerdictCard</name>
    <message>
        <source>Save report...</source>
        <translation>保存报告...</translation>
    </message>
    <message>
        <source>One file with everything said here, for the crew or a client.</source>
        <translation>包含以上全部结果的一个文件，可交给摄制团队或客户。</translation>
    </message>
    <message>
        <source>Details for technicians</source>
        <translation>技术详情</translation>
    </message>
    <message>
        <source>What was not checked</source>
        <translation>未检查的项目</translation>
    </message>
    <message>
        <source>Mend all ({count})...</source>
        <translation>全部修复（{count} 项）...</translation>
    </message>
</context>
<context>
    <name>VideoPage</name>
    <message>
        <source>&amp;How to film</source>
        <translation>如何拍摄(&amp;H)</translation>
    </message>
    <message>
        <source>This is the mended video. Yours is unchanged: {name}</source>
        <translation>这是修复后的视频。您的原视频没有改动：{name}</translation>
    </message>
    <message>
        <source>Drop an MP4 here, or several takes of it. They are checked on this computer and not sent yet.</source>
        <translation>把 MP4 拖到这里，也可以一次拖入多条。只在本机检查，暂不上传。</translation>
    </message>
    <message>
        <source>&amp;Test shot...</source>
        <translation>试拍(&amp;T)...</translation>
    </message>
    <message>
        <source>Judge a clip of some seconds before the long take.</source>
        <translation>正式拍摄之前，先检查一段几十秒的短片。</translation>
    </message>
    <message>
        <source>Use the original again</source>
        <translation>改回原视频</translation>
    </message>
    <message>
        <source>One take of one person, from the camera as it is.</source>
        <translation>一个人一镜到底，使用相机原始视频。</translation>
    </message>
    <message>
        <source>Hang an even, unwrinkled green cloth behind the person. No green or striped clothes.</source>
        <translation>背后挂平整无褶皱的绿幕，不要穿绿色或条纹衣服。</translation>
    </message>
    <message>
        <source>Choose a quiet room where nothing moves behind the person.</source>
        <translation>选择安静的房间，人物背后没有移动的东西。</translation>
    </message>
    <message>
        <source>5 to 6 minutes are best; 3 to 10 are accepted. 1080p or 4K, upright or wide.</source>
        <translation>最好 5～6 分钟，可接受 3～10 分钟。1080p 或 4K，竖屏或横屏。</translation>
    </message>
    <message>
        <source>The camera stands still, at eye level, and is sharp on the face. Even light, no shadows.</source>
        <translation>相机固定，与眼睛齐平，对焦面部。光线均匀，没有阴影。</translation>
    </message>
    <message>
        <source>First 15 to 20 seconds: look into the camera, mouth closed. Then talk freely, without cuts.</source>
        <translation>开头 15～20 秒看镜头、闭嘴，然后自由讲话，不要剪切。</translation>
    </message>
    <message>
        <source>Quiet surroundings and the original sound. Slips of the tongue do no harm: just go on.</source>
        <translation>环境安静，保留原声。口误没有关系，继续讲即可。</translation>
    </message>
    <message>
        <source>3 to 5 minutes, 1080p or 4K, upright or wide. A phone on a stand is enough.</source>
        <translation>3～5 分钟，1080p 或 4K，竖屏或横屏。手机加支架即可。</translation>
    </message>
    <message>
        <source>One person and one voice. The face fills more than a fifth of the picture.</source>
        <translation>只有一个人、一个声音，面部占画面五分之一以上。</translation>
    </message>
    <message>
        <source>Nothing moves behind the person: this background stays.</source>
        <translation>人物背后没有移动的东西，此背景会保留。</translation>
    </message>
    <message>
        <source>First 15 seconds: smile into the camera, mouth closed. Then talk about anything.</source>
        <translation>开头 15 秒面对镜头闭嘴微笑，然后随意讲话。</translation>
    </message>
</context>
<context>
    <name>VoicePage</name>
    <message>
        <source>Where does the voice come from?</source>
        <translation>声音来自哪里？</translation>
    </message>
    <message>
        <source>A .zip file. It is sent exactly as it is.</source>
        <translation>.zip 文件，将原样上传。</translation>
    </message>
    <message>
        <source>What will the voice mostly say?</source>
        <translation>声音主要说什么内容？</translation>
    </message>
    <message>
        <source>Whose voice is it?</source>
        <translation>是谁的声音？</translation>
    </message>
    <message>
        <source>Which language is spoken?</source>
        <translation>说哪种语言？</translation>
    </message>
    <message>
        <source>English may be refused: Huawei lists it, but says that only Chinese is supported yet.</source>
        <translation>英文可能被拒绝：华为列出了英文，但说明目前只支持中文。</translation>
    </message>
    <message>
        <source>What will the voice mostly &amp;say?</source>
        <translation>声音主要说什么内容？(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Whose voice is it?</source>
        <translation>是谁的声音？(&amp;W)</translation>
    </message>
    <message>
        <source>Which lan&amp;guage is spoken?</source>
        <translation>说哪种语言？(&amp;G)</translation>
    </message>
    <message>
        <source>Where does the voice &amp;come from?</source>
        <translation>声音来自哪里？(&amp;C)</translation>
    </message>
    <message>
        <source>The avatar learns the voice that is heard in the video.</source>
        <translation>数字人学习视频中的声音。</translation>
    </message>
    <message>
        <source>You have a better recording of the same voice, as a .zip file.</source>
        <translation>您有同一声音的更好录音（.zip 文件）。</translation>
    </message>
    <message>
        <source>The avatar gets no voice of its own.</source>
        <translation>数字人没有自己的声音。</translation>
    </message>
    <message>
        <source>A Flexus avatar can learn the person&apos;s voice together with the picture.</source>
        <translation>Flexus 数字人可以同时学习人物的形象和声音。</translation>
    </message>
</context>
<context>
    <name>WaiverDialog</name>
    <message>
        <source>Send it anyway?</source>
        <translation>仍然提交？</translation>
    </message>
    <message>
        <source>Huawei may refuse the video for this, or the avatar may turn out worse.</source>
        <translation>华为可能因此拒绝此视频，或数字人效果受影响。</translation>
    </message>
    <message>
        <source>The avatar may turn out worse.</source>
        <translation>数字人的效果可能受影响。</translation>
    </message>
    <message>
        <source>{risk} Your reason is kept with it.</source>
        <translation>{risk}您的理由会随视频一起保存。</translation>
    </message>
    <message>
        <source>Another reason:</source>
        <translation>其他理由：</translation>
    </message>
    <message>
        <source>Your reason</source>
        <translation>您的理由</translation>
    </message>
    <message>
        <source>&amp;Send it anyway</source>
        <translation>仍然提交(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>为什么？</translation>
    </message>
    <message>
        <source>I have looked at it, and it is all right.</source>
        <translation>我看过了，没有问题。</translation>
    </message>
    <message>
        <source>It is meant to be like this.</source>
        <translation>本来就是这样设计的。</translation>
    </message>
    <message>
        <source>It cannot be filmed again.</source>
        <translation>无法重新拍摄。</translation>
    </message>
    <message>
        <source>Huawei has agreed to it.</source>
        <translation>华为已经同意。</translation>
    </message>
    <message>
        <source>Choose a reason, or write one.</source>
        <translation>请选择或填写一个理由。</translation>
    </message>
</context>
<context>
    <name>WizardWindow</name>
    <message>
        <source>Sending is on hold. It needs you.</source>
        <translation>上传已暂缓，需要您处理。</translation>
    </message>
    <message>
        <source>Avatar Wizard</source>
        <translation>Avatar Wizard</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>(not known)</source>
        <translation>（未知）</translation>
    </message>
    <message>
        <source>.</source>
        <translation>。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>_Link</name>
    <message>
        <source>Go there</source>
        <translation>前往</translation>
    </message>
</context>
<context>
    <name>_Stages</name>
    <message>
        <source>Stage {number} of {count}: {name}</source>
        <translation>第 {number} 阶段，共 {count} 阶段：{name}</translation>
    </message>
</context>
<context>
    <name>_StepCard</name>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Change: {step}</source>
        <translation>修改：{step}</translation>
    </message>
    <message>
        <source>not provided</source>
        <translation>未提供</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺少</translation>
    </message>
</context>
<context>
    <name>_TakeRow</name>
    <message>
        <source>Take this one</source>
        <translation>选用这一条</translation>
    </message>
</context>
</TS>
